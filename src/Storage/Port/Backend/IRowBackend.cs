using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Storage.Port.Backend;

/// <summary>Rows, answers and epochs of one physical cluster, in batches.</summary>
public interface IRowBackend
{
    /// <summary>
    /// One transaction: applies every commit that matches, in order (a later one sees the earlier ones), and takes the
    /// finished operations out of the index. One verdict per commit. A fault is the fate of the whole batch.
    /// </summary>
    ValueTask<ImmutableArray<RowVerdict>> CommitAsync(CommitBatch batch, CancellationToken cancellation);

    /// <summary>Everything asked, from one snapshot of the primary taken after the call.</summary>
    ValueTask<ReadResults> ReadAsync(ReadBatch batch, CancellationToken cancellation);

    /// <summary>The rows as the replica of <paramref name="center"/> shows them, in the keys' order.</summary>
    ValueTask<ImmutableArray<ReplicaRow>> ReadReplicaAsync(string center, ImmutableArray<IdentityKey> keys, CancellationToken cancellation);

    /// <summary>Registered identities of a slot after a key (ordinal; null: from the first), in key order.</summary>
    ValueTask<ImmutableArray<ReplayedIdentity>> ScanAsync(Slot slot, IdentityKey? after, int limit, CancellationToken cancellation);

    /// <summary>The slot's role epoch.</summary>
    ValueTask<long> ReadEpochAsync(Slot slot, CancellationToken cancellation);

    /// <summary>
    /// Advances the slot's epoch by one if it is <paramref name="expected"/>. Commits of the old epoch that have not
    /// committed before it can not commit any more. False if it is another.
    /// </summary>
    ValueTask<bool> AdvanceEpochAsync(Slot slot, long expected, CancellationToken cancellation);
}
