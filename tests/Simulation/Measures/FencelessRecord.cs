using MemberGrains.Simulation.Record;
using MemberGrains.Storage.Port;

namespace MemberGrains.Simulation.Measures;

/// <summary>Says that a fence stands, and writes none.</summary>
internal sealed class FencelessRecord(IIdentityRecord record) : BrokenRecord(record)
{
    public override ValueTask<CommitResult> CommitAsync(RowCommit commit, CancellationToken cancellation) =>
        WriteSteps.Of(commit) == WriteStep.Fence ? ValueTask.FromResult(CommitResult.Committed) : base.CommitAsync(commit, cancellation);
}
