using System.Collections.Immutable;
using MemberGrains.Interfaces.Roles;

namespace MemberGrains.Interfaces;

/// <summary>
/// The role store: which node of each physical cluster takes writes, in which epoch. Durable and versioned; one grain,
/// keyed <see cref="Key"/>. It decides; that the servers follow is their agents' or an operator's work.
/// </summary>
[Alias("mg.IRolesGrain")]
public interface IRolesGrain : IGrainWithStringKey
{
    /// <summary>The grain's key.</summary>
    const string Key = "roles";

    /// <summary>The roles as they are.</summary>
    [Alias("Read")]
    Task<RolesItem> ReadAsync(CancellationToken cancellation = default);

    /// <summary>Records the roles of clusters that are not known yet, as configuration has them; leaves the others as they are.</summary>
    [Alias("Adopt")]
    Task<RolesItem> AdoptAsync(ImmutableArray<ClusterRole> configured, CancellationToken cancellation = default);

    /// <summary>Makes a node the primary, in a new epoch, if the roles still have <paramref name="expectedVersion"/>.</summary>
    [Alias("Promote")]
    Task<RoleReply> PromoteAsync(string cluster, string node, long expectedVersion, CancellationToken cancellation = default);

    /// <summary>Says whose word makes commits durable, in a new epoch, if the roles still have <paramref name="expectedVersion"/>.</summary>
    [Alias("Acknowledge")]
    Task<RoleReply> AcknowledgeAsync(string cluster, Acknowledgement acknowledgement, long expectedVersion, CancellationToken cancellation = default);

    /// <summary>The slots' epoch rows and the caches' generations have followed that epoch; an older one changes nothing.</summary>
    [Alias("Applied")]
    Task AppliedAsync(string cluster, long epoch, CancellationToken cancellation = default);
}
