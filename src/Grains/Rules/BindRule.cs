using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;

namespace MemberGrains.Grains.Rules;

/// <summary>The members of two identities become one; the one created first keeps its id.</summary>
internal static class BindRule
{
    public static Decision Decide(BindingCommand.Bind command, Gathered states, OperationSeed seed)
    {
        var a = states[command.A].State;
        var b = states[command.B].State;
        if (states.AnyQuarantined) return Refusals.Quarantined;
        if (a is not null && b is not null && a.MemberId == b.MemberId) return new Decision.Unchanged(CommandOutcome.AlreadyBound);

        var draft = new OperationDraft(states, seed);
        var joined = MemberJoin.Identities(a, b).Naming(command.A, command.App, draft.At).Naming(command.B, command.App, draft.At);
        if (MemberJoin.OverLimit(joined, seed.Limits, command.A.Kind) is { } refusal) return refusal;

        if (a is null && b is null)
        {
            draft.Living(seed.Ids.NewMembers(draft.CreatedAt, 1)[0], draft.CreatedAt, joined, []);
        }
        else
        {
            var (kept, given) = MemberJoin.ByAge(a, b);
            draft.Living(kept.MemberId, kept.MemberCreatedAt, joined, MemberJoin.FormerIds(kept, given));
            if (given is not null) draft.Former(given.MemberId, kept.MemberId);
        }

        return new Decision.Changed(CommandOutcome.Bound, draft.Build(ChangeType.Bound, command.App, command.Reason));
    }
}
