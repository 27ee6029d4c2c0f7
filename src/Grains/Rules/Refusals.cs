using MemberGrains.Interfaces.Commands;

namespace MemberGrains.Grains.Rules;

/// <summary>The refusals that several rules share, with their words.</summary>
internal static class Refusals
{
    public static Decision.Refused Unknown { get; } =
        new(CommandOutcome.IdentityUnknown, "The identity is not registered.");

    public static Decision.Refused Quarantined { get; } =
        new(CommandOutcome.Quarantined, "An identity of the members named is quarantined.");

    public static Decision.Refused NoSuchOperation { get; } =
        new(CommandOutcome.OperationUnknown, "There is no such operation, or it is none that can be undone.");

    public static Decision.Refused QuarantinedInOperation { get; } =
        new(CommandOutcome.Quarantined, "An identity of the operation is quarantined.");

    public static Decision.Refused Superseded { get; } =
        new(CommandOutcome.Superseded, "Another operation has changed an identity of the operation since.");

    public static Decision.Refused BoundToOthers { get; } =
        new(CommandOutcome.Taken, "The new identity is bound to others.");

    public static Decision.Refused TooManyOfKind(CommandOutcome outcome, string kind, int count, int limit) =>
        new(outcome, $"The joined member would have {count} identities of kind {kind}; the limit is {limit}.");

    public static Decision.Refused TooMany(int count, int limit) =>
        new(CommandOutcome.LimitReached, $"The joined member would have {count} identities; the limit is {limit}.");
}
