using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Local.Cluster;

/// <summary>Counts the rows read, so that a rebuild can show how far it is.</summary>
internal sealed class CountedReplay(IReplaySource source) : IReplaySource
{
    private long _rows;

    /// <summary>Rows read since the process began.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    public async ValueTask<ImmutableArray<ReplayedIdentity>> ScanAsync(Slot slot, IdentityKey? after, int limit, CancellationToken cancellation)
    {
        var rows = await source.ScanAsync(slot, after, limit, cancellation);
        Interlocked.Add(ref _rows, rows.Length);
        return rows;
    }

    public ValueTask<ImmutableArray<ChangeEvent>> ScanHistoryAsync(Slot slot, IdentityKey? afterKey, long afterVersion, int limit, CancellationToken cancellation) =>
        source.ScanHistoryAsync(slot, afterKey, afterVersion, limit, cancellation);

    public ValueTask<HistoryEntry?> FindAsync(IdentityKey identity, long version, CancellationToken cancellation) =>
        source.FindAsync(identity, version, cancellation);
}
