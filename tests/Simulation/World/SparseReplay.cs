using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Simulation.Record;

namespace MemberGrains.Simulation.World;

/// <summary>
/// The replay port, but for slots without rows, which are answered without a journey: a world has eight identities and a
/// thousand slots, and a scan of them would be most of what a seed simulates.
/// </summary>
internal sealed class SparseReplay(IReplaySource record, Func<IEnumerable<ClusterTables>> tables) : IReplaySource
{
    public ValueTask<ImmutableArray<ReplayedIdentity>> ScanAsync(Slot slot, IdentityKey? after, int limit, CancellationToken cancellation) =>
        IsEmpty(slot) ? new([]) : record.ScanAsync(slot, after, limit, cancellation);

    public ValueTask<ImmutableArray<ChangeEvent>> ScanHistoryAsync(Slot slot, IdentityKey? afterKey, long afterVersion, int limit, CancellationToken cancellation) =>
        IsEmpty(slot) ? new([]) : record.ScanHistoryAsync(slot, afterKey, afterVersion, limit, cancellation);

    public ValueTask<HistoryEntry?> FindAsync(IdentityKey identity, long version, CancellationToken cancellation) => record.FindAsync(identity, version, cancellation);

    private bool IsEmpty(Slot slot) => !tables().Any(one => one.Rows.Keys.Any(key => Slot.Of(key) == slot));
}
