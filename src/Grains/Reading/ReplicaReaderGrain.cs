using System.Collections.Immutable;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.Interfaces.Reads;
using MemberGrains.Storage.Port;
using Orleans.Concurrency;

namespace MemberGrains.Grains.Reading;

/// <summary>Shows what a center's replicas show, and nothing of rows that only their grain can judge.</summary>
[StatelessWorker]
internal sealed class ReplicaReaderGrain(IReplicaReader replicas, TimeProvider time) : Grain, IReplicaReaderGrain
{
    /// <inheritdoc/>
    public async Task<ImmutableArray<ReplicaReply>> ReadAsync(ImmutableArray<IdentityKey> keys, CancellationToken cancellation = default)
    {
        var rows = await replicas.ReadAsync(this.GetPrimaryKeyString(), keys, cancellation);
        var now = time.GetUtcNow();
        return ImmutableArray.CreateRange(rows, row => Show(row, now));
    }

    /// <summary>A prepared row may be about to change, and a missing one may be registered by now: ask the grain.</summary>
    private static ReplicaReply Show(ReplicaRow? replica, DateTimeOffset now)
    {
        if (replica is null) return new ReplicaReply(null, 1);
        long staleness = Math.Max(1, (long)Math.Ceiling((now - replica.CaughtUpTo).TotalMilliseconds));
        return replica.Row is { Version: > 0, State: { } state, Pending: null } row
            ? new ReplicaReply(new Relation(row.Key, row.Version, state), staleness)
            : new ReplicaReply(null, staleness);
    }
}
