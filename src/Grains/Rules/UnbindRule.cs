using System.Collections.Immutable;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;

namespace MemberGrains.Grains.Rules;

/// <summary>An identity leaves its member for a new one of its own; the rest keep the old one with its former ids.</summary>
internal static class UnbindRule
{
    public static Decision Decide(BindingCommand.Unbind command, Gathered states, OperationSeed seed)
    {
        if (states[command.Identity].State is not { } state) return Refusals.Unknown;
        if (states.AnyQuarantined) return Refusals.Quarantined;
        if (state.Identities.Length == 1) return new Decision.Unchanged(CommandOutcome.NotBound);

        var draft = new OperationDraft(states, seed);
        var leaving = state.Identities.Single(identity => identity.Key == command.Identity);
        draft.Living(state.MemberId, state.MemberCreatedAt, state.Identities.Remove(leaving), state.FormerMemberIds);
        draft.Living(seed.Ids.NewMembers(draft.CreatedAt, 1)[0], draft.CreatedAt, [leaving], []);
        return new Decision.Changed(CommandOutcome.Unbound, draft.Build(ChangeType.Unbound, null, command.Reason));
    }
}
