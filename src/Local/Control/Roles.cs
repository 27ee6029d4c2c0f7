using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Roles;
using MemberGrains.Local.Cluster;
using MemberGrains.Storage.MySql;
using Microsoft.Extensions.Options;

namespace MemberGrains.Local.Control;

/// <summary>The role store, for an operator at this machine.</summary>
internal sealed class Roles(LaptopParts parts, IGrainFactory grains)
{
    private IRolesGrain Store => grains.GetGrain<IRolesGrain>(IRolesGrain.Key);

    public async Task<RolesAnswer> ReadAsync(CancellationToken cancellation) => RolesAnswer.Of(await Store.ReadAsync(cancellation));

    /// <summary>
    /// Records that a node is its cluster's primary; the record follows within a second. The servers are promoted before,
    /// by whoever runs them. Null if no cluster has such a node.
    /// </summary>
    public async Task<RolesAnswer?> PromoteAsync(string node, CancellationToken cancellation)
    {
        var options = parts.Services.GetService<IOptions<MySqlRecordOptions>>()?.Value;
        if (options?.Clusters.FirstOrDefault(known => known.Nodes.Any(one => one.Name == node)) is not { } cluster) return null;
        while (true)
        {
            var roles = await Store.ReadAsync(cancellation);
            switch (await Store.PromoteAsync(cluster.Id, node, roles.Version, cancellation))
            {
                case RoleReply.Changed(var changed): return RolesAnswer.Of(changed);
                case RoleReply.Same(var same): return RolesAnswer.Of(same);
                case RoleReply.Unknown: return null;
            }
        }
    }
}
