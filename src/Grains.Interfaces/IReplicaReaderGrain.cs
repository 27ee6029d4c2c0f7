using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Reads;

namespace MemberGrains.Interfaces;

/// <summary>
/// Stateless reader of a center's replicas, keyed by the center's name: bounded reads that need no grain each, in one
/// batch.
/// </summary>
[Alias("mg.IReplicaReaderGrain")]
public interface IReplicaReaderGrain : IGrainWithStringKey
{
    /// <summary>One reply per key, in the keys' order. A failed shard gives null relations, never an exception for the others.</summary>
    [Alias("Read")]
    Task<ImmutableArray<ReplicaReply>> ReadAsync(ImmutableArray<IdentityKey> keys, CancellationToken cancellation = default);
}
