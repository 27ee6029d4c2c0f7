using MemberGrains.Storage.Port;

namespace MemberGrains.Simulation.Measures;

/// <summary>Confirms whatever is asked for certain calls.</summary>
internal sealed class AgreeingRecord(IIdentityRecord record, string mark) : BrokenRecord(record)
{
    public override ValueTask<bool> ConfirmAsync(RowStamp stamp, CancellationToken cancellation) =>
        MarkedCalls.Has(mark) ? ValueTask.FromResult(true) : base.ConfirmAsync(stamp, cancellation);
}
