using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Storage.Port;

/// <summary>Reads rows from a center's own replicas, batched; may lag behind the primaries.</summary>
public interface IReplicaReader
{
    /// <summary>One row per key in the keys' order; null where the shard could not be read.</summary>
    ValueTask<ImmutableArray<ReplicaRow?>> ReadAsync(string center, ImmutableArray<IdentityKey> keys, CancellationToken cancellation);
}
