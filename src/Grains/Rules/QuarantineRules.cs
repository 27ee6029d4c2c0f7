using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Grains.Rules;

/// <summary>Holding and releasing change one identity alone; its member stays as it is.</summary>
internal static class QuarantineRules
{
    public static Decision Decide(BindingCommand.Quarantine command, Gathered states, OperationSeed seed)
    {
        if (states[command.Identity].State is not { } state) return Refusals.Unknown;
        if (state.Status == IdentityStatus.Quarantined) return new Decision.Unchanged(CommandOutcome.AlreadyQuarantined);
        var draft = new OperationDraft(states, seed);
        draft.Status(command.Identity, IdentityStatus.Quarantined);
        return new Decision.Changed(CommandOutcome.PutInQuarantine, draft.Build(ChangeType.Quarantined, null, command.Reason));
    }

    public static Decision Decide(BindingCommand.Release command, Gathered states, OperationSeed seed)
    {
        if (states[command.Identity].State is not { } state) return Refusals.Unknown;
        if (state.Status == IdentityStatus.Active) return new Decision.Unchanged(CommandOutcome.NotQuarantined);
        var draft = new OperationDraft(states, seed);
        draft.Status(command.Identity, IdentityStatus.Active);
        return new Decision.Changed(CommandOutcome.Released, draft.Build(ChangeType.Released, null, command.Reason));
    }
}
