using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;

namespace MemberGrains.Grains.Rules;

/// <summary>An identity takes another's place in its member; a member it had alone becomes former.</summary>
internal static class ReplaceRule
{
    public static Decision Decide(BindingCommand.Replace command, Gathered states, OperationSeed seed)
    {
        if (command.Old.Kind != command.New.Kind) throw new ArgumentException("An identity is replaced by one of its own kind.", nameof(command));
        if (states[command.Old].State is not { } old) return Refusals.Unknown;
        if (states.AnyQuarantined) return Refusals.Quarantined;
        var taking = states[command.New].State;
        if (taking is { Identities.Length: > 1 }) return Refusals.BoundToOthers;

        var draft = new OperationDraft(states, seed);
        var leaving = old.Identities.Single(identity => identity.Key == command.Old);
        var place = old.Identities.Remove(leaving).Naming(command.New, command.App, draft.At);
        draft.Living(old.MemberId, old.MemberCreatedAt, place, MemberJoin.FormerIds(old, taking));
        if (taking is not null) draft.Former(taking.MemberId, old.MemberId);
        draft.Living(seed.Ids.NewMembers(draft.CreatedAt, 1)[0], draft.CreatedAt, [leaving], []);
        return new Decision.Changed(CommandOutcome.Replaced, draft.Build(ChangeType.Replaced, command.App, command.Reason));
    }
}
