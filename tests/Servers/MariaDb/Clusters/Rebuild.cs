namespace MemberGrains.Servers.MariaDb.Clusters;

/// <summary>Makes a node anew from another replica, which is stopped for the moment of the copy.</summary>
internal sealed class Rebuild(MariaDbCluster cluster)
{
    public async Task OfAsync(ClusterNode node, CancellationToken cancel)
    {
        // Best one that nobody waits for.
        var source = cluster.Nodes
            .Where(other => other != node && other != cluster.Primary && other.Server.IsRunning)
            .OrderBy(cluster.Acknowledges)
            .FirstOrDefault() ?? throw new ServerNotReadyException($"{node.Name} holds what {cluster.Primary.Name} does not, and there is no replica to make it anew from.");
        await node.Server.KillAsync();
        await source.Server.StopAsync();
        await node.Server.TakeDataOfAsync(source.Server, cancel);
        await cluster.StartAsync(source.Name, cancel);
    }
}
