using System.Collections.Immutable;
using MemberGrains.Interfaces.Roles;

namespace MemberGrains.Grains.Roles;

/// <summary>What may become of roles, purely: the next ones, or null where nothing changes.</summary>
internal static class RoleRules
{
    public static RolesItem? Adopt(RolesItem roles, ImmutableArray<ClusterRole> configured)
    {
        var unknown = configured.Where(role => roles.Clusters.All(known => known.Cluster != role.Cluster)).ToList();
        return unknown.Count == 0 ? null : new RolesItem(roles.Version + 1, [.. roles.Clusters.Concat(unknown).OrderBy(role => role.Cluster, StringComparer.Ordinal)]);
    }

    public static (RoleReply? Reply, RolesItem? Next) Promote(RolesItem roles, string cluster, string node, long expectedVersion) =>
        Change(roles, cluster, expectedVersion, role => role.Primary == node ? role : role with { Primary = node, Epoch = role.Epoch + 1 });

    public static (RoleReply? Reply, RolesItem? Next) Acknowledge(RolesItem roles, string cluster, Acknowledgement acknowledgement, long expectedVersion) =>
        Change(roles, cluster, expectedVersion, role => role.Acknowledgement == acknowledgement ? role : role with { Acknowledgement = acknowledgement, Epoch = role.Epoch + 1 });

    public static RolesItem? Applied(RolesItem roles, string cluster, long epoch) =>
        roles.Clusters.FirstOrDefault(known => known.Cluster == cluster) is { } role && role.AppliedEpoch < epoch && epoch <= role.Epoch
            ? Replace(roles, role with { AppliedEpoch = epoch })
            : null;

    private static (RoleReply? Reply, RolesItem? Next) Change(RolesItem roles, string cluster, long expectedVersion, Func<ClusterRole, ClusterRole> change)
    {
        if (roles.Clusters.FirstOrDefault(known => known.Cluster == cluster) is not { } role) return (new RoleReply.Unknown(), null);
        var changed = change(role);
        // Asked again after a lost answer, it is done: that must not look like a conflict.
        if (changed == role) return (new RoleReply.Same(roles), null);
        return roles.Version == expectedVersion ? (null, Replace(roles, changed)) : (new RoleReply.Stale(roles), null);
    }

    private static RolesItem Replace(RolesItem roles, ClusterRole changed) =>
        new(roles.Version + 1, [.. roles.Clusters.Select(role => role.Cluster == changed.Cluster ? changed : role)]);
}
