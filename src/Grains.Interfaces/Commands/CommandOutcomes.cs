namespace MemberGrains.Interfaces.Commands;

/// <summary>Wire name and HTTP status of each <see cref="CommandOutcome"/>.</summary>
public static class CommandOutcomes
{
    /// <summary>The name in JSON: the <c>outcome</c> of a success, the <c>code</c> of a refusal.</summary>
    public static string Name(this CommandOutcome outcome) => outcome switch
    {
        CommandOutcome.Registered => "registered",
        CommandOutcome.AlreadyRegistered => "already-registered",
        CommandOutcome.Bound => "bound",
        CommandOutcome.AlreadyBound => "already-bound",
        CommandOutcome.Unbound => "unbound",
        CommandOutcome.NotBound => "not-bound",
        CommandOutcome.Replaced => "replaced",
        CommandOutcome.Merged => "merged",
        CommandOutcome.AlreadyMerged => "already-merged",
        CommandOutcome.PutInQuarantine => "quarantined",
        CommandOutcome.AlreadyQuarantined => "already-quarantined",
        CommandOutcome.Released => "released",
        CommandOutcome.NotQuarantined => "not-quarantined",
        CommandOutcome.Split => "split",
        CommandOutcome.IdentityUnknown => "identity-unknown",
        CommandOutcome.Quarantined => "quarantined",
        CommandOutcome.Taken => "taken",
        CommandOutcome.KindOccupied => "kind-occupied",
        CommandOutcome.LimitReached => "limit-reached",
        CommandOutcome.OperationUnknown => "operation-unknown",
        CommandOutcome.Superseded => "superseded",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    /// <summary>The HTTP status of its answer.</summary>
    public static int Status(this CommandOutcome outcome) => outcome switch
    {
        CommandOutcome.Registered => 201,
        < CommandOutcome.IdentityUnknown => 200,
        CommandOutcome.IdentityUnknown or CommandOutcome.OperationUnknown => 404,
        CommandOutcome.Quarantined => 423,
        _ => 409,
    };
}
