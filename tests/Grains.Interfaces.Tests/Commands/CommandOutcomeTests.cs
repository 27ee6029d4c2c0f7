using MemberGrains.Interfaces.Commands;

namespace MemberGrains.Grains.Interfaces.Tests.Commands;

public sealed class CommandOutcomeTests
{
    [Theory]
    [InlineData(CommandOutcome.Registered, "registered", 201)]
    [InlineData(CommandOutcome.AlreadyRegistered, "already-registered", 200)]
    [InlineData(CommandOutcome.Bound, "bound", 200)]
    [InlineData(CommandOutcome.AlreadyBound, "already-bound", 200)]
    [InlineData(CommandOutcome.Unbound, "unbound", 200)]
    [InlineData(CommandOutcome.NotBound, "not-bound", 200)]
    [InlineData(CommandOutcome.Replaced, "replaced", 200)]
    [InlineData(CommandOutcome.Merged, "merged", 200)]
    [InlineData(CommandOutcome.AlreadyMerged, "already-merged", 200)]
    [InlineData(CommandOutcome.PutInQuarantine, "quarantined", 200)]
    [InlineData(CommandOutcome.AlreadyQuarantined, "already-quarantined", 200)]
    [InlineData(CommandOutcome.Released, "released", 200)]
    [InlineData(CommandOutcome.NotQuarantined, "not-quarantined", 200)]
    [InlineData(CommandOutcome.Split, "split", 200)]
    [InlineData(CommandOutcome.OperationUnknown, "operation-unknown", 404)]
    [InlineData(CommandOutcome.Superseded, "superseded", 409)]
    [InlineData(CommandOutcome.IdentityUnknown, "identity-unknown", 404)]
    [InlineData(CommandOutcome.Quarantined, "quarantined", 423)]
    [InlineData(CommandOutcome.Taken, "taken", 409)]
    [InlineData(CommandOutcome.KindOccupied, "kind-occupied", 409)]
    [InlineData(CommandOutcome.LimitReached, "limit-reached", 409)]
    public void Each_outcome_has_the_contracts_name_and_status(CommandOutcome outcome, string name, int status)
    {
        Assert.Equal(name, outcome.Name());
        Assert.Equal(status, outcome.Status());
    }

    [Fact]
    public void Every_outcome_has_a_name() => Assert.All(Enum.GetValues<CommandOutcome>(), outcome => Assert.NotEmpty(outcome.Name()));
}
