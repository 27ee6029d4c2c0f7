using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;

namespace MemberGrains.Grains.Rules;

/// <summary>Two members become one by order; the one named first keeps its id, and no binding is named anew.</summary>
internal static class MergeRule
{
    public static Decision Decide(BindingCommand.Merge command, Gathered states, OperationSeed seed)
    {
        if (states[command.Into].State is not { } kept || states[command.From].State is not { } given) return Refusals.Unknown;
        if (states.AnyQuarantined) return Refusals.Quarantined;
        if (kept.MemberId == given.MemberId) return new Decision.Unchanged(CommandOutcome.AlreadyMerged);
        var joined = MemberJoin.Identities(kept, given);
        if (MemberJoin.OverLimit(joined, seed.Limits, firstKind: null) is { } refusal) return refusal;

        var draft = new OperationDraft(states, seed);
        draft.Living(kept.MemberId, kept.MemberCreatedAt, joined, MemberJoin.FormerIds(kept, given));
        draft.Former(given.MemberId, kept.MemberId);
        return new Decision.Changed(CommandOutcome.Merged, draft.Build(ChangeType.Merged, null, command.Reason));
    }
}
