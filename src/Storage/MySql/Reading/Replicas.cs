using System.Collections.Immutable;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Faults;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.MySql.Reading;

/// <summary>The nodes of one cluster for reads near a center: its own replicas first, as long as they are near the primary.</summary>
internal sealed class Replicas(MySqlClusterOptions cluster, PrimaryTarget target, ReadReplica read, Func<MySqlNodeOptions, ReplicaNode> open) : IAsyncDisposable
{
    private readonly ImmutableArray<(string Center, ReplicaNode Node)> _nodes = [.. cluster.Nodes.Select(node => (node.Center, open(node)))];

    /// <summary>The rows as a replica of the center shows them; null if it has none that is well and near enough.</summary>
    public async ValueTask<ImmutableArray<ReplicaRow>?> ReadAsync(string center, ImmutableArray<IdentityKey> keys, CancellationToken cancellation)
    {
        string primary = target.Role.Node;
        foreach (var (its, node) in _nodes)
        {
            if (its != center || node.Name == primary) continue;
            try
            {
                if (await node.ReadAsync(connection => read.Near(connection, keys), cancellation) is { } rows) return rows;
            }
            catch (Exception fault) when (fault is StoreUnavailableException || MySqlFaults.OfPipeline(cluster.Id, fault) is not null)
            {
                // The next one, or the primary; the breaker has counted it.
            }
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, node) in _nodes) await node.DisposeAsync();
    }
}
