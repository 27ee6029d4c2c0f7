using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Grains.Rules;

/// <summary>An identity that is not there gets a member of its own.</summary>
internal static class RegisterRule
{
    public static Decision Decide(BindingCommand.Register command, Gathered states, OperationSeed seed)
    {
        if (states[command.Identity].State is not null) return new Decision.Unchanged(CommandOutcome.AlreadyRegistered);
        var draft = new OperationDraft(states, seed);
        draft.Living(
            seed.Ids.NewMembers(draft.CreatedAt, 1)[0],
            draft.CreatedAt,
            [new BoundIdentity(command.Identity, command.App, draft.At)],
            []);
        return new Decision.Changed(CommandOutcome.Registered, draft.Build(ChangeType.Registered, command.App, null));
    }
}
