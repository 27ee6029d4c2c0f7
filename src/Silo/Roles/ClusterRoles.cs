using System.Collections.Immutable;
using MemberGrains.Interfaces.Roles;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Silo.Roles;

/// <summary>Slot map and roles as this process's configuration has them, in the contract's words.</summary>
internal static class ClusterRoles
{
    public static ImmutableArray<SlotRange> Ranges(SlotMap slots) =>
        [.. slots.Clusters.OrderBy(cluster => cluster.FirstSlot).Select(cluster => new SlotRange(cluster.FirstSlot, cluster.LastSlot, cluster.Id, cluster.HomeCenter))];

    public static ImmutableArray<ClusterRole> Of(SlotMap slots, Func<string, PrimaryRole> configured) =>
        [.. slots.Clusters.Select(cluster => new ClusterRole(cluster.Id, cluster.HomeCenter, configured(cluster.Id).Node, 1, 1, Acknowledgement.Away))];
}
