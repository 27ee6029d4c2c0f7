using System.Collections.Immutable;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Roles;

namespace MemberGrains.Grains.Roles;

/// <summary>The role store over a grain storage, whose etag keeps a duplicate activation from writing.</summary>
internal sealed class RolesGrain([PersistentState("roles", RoleStorage.Name)] IPersistentState<RolesState> stored) : Grain, IRolesGrain
{
    private RolesItem Roles => new(stored.State.Version, [.. stored.State.Clusters]);

    /// <inheritdoc/>
    public Task<RolesItem> ReadAsync(CancellationToken cancellation = default) => Task.FromResult(Roles);

    /// <inheritdoc/>
    public async Task<RolesItem> AdoptAsync(ImmutableArray<ClusterRole> configured, CancellationToken cancellation = default) =>
        RoleRules.Adopt(Roles, configured) is { } next ? await WriteAsync(next) : Roles;

    /// <inheritdoc/>
    public Task<RoleReply> PromoteAsync(string cluster, string node, long expectedVersion, CancellationToken cancellation = default) =>
        ChangeAsync(RoleRules.Promote(Roles, cluster, node, expectedVersion));

    /// <inheritdoc/>
    public Task<RoleReply> AcknowledgeAsync(string cluster, Acknowledgement acknowledgement, long expectedVersion, CancellationToken cancellation = default) =>
        ChangeAsync(RoleRules.Acknowledge(Roles, cluster, acknowledgement, expectedVersion));

    /// <inheritdoc/>
    public async Task AppliedAsync(string cluster, long epoch, CancellationToken cancellation = default)
    {
        if (RoleRules.Applied(Roles, cluster, epoch) is { } next) await WriteAsync(next);
    }

    private async Task<RoleReply> ChangeAsync((RoleReply? Reply, RolesItem? Next) decision) =>
        decision.Next is { } next ? new RoleReply.Changed(await WriteAsync(next)) : decision.Reply!;

    private async Task<RolesItem> WriteAsync(RolesItem next)
    {
        await this.WriteAsync(stored, new RolesState { Version = next.Version, Clusters = [.. next.Clusters] });
        return next;
    }
}
