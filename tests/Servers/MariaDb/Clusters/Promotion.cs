namespace MemberGrains.Servers.MariaDb.Clusters;

/// <summary>Brings the node that is to be primary to hold everything that any node holds.</summary>
internal sealed class Promotion(MariaDbCluster cluster, MariaDbAccount account)
{
    public async Task PrepareAsync(ClusterNode next, CancellationToken cancel)
    {
        var old = cluster.Primary;
        var survivors = cluster.Nodes.Where(node => node != old && node.Server.IsRunning).ToList();
        if (!survivors.Contains(next)) throw new PromotionRefusedException($"{next.Name} does not run.");
        if (old.Server.IsRunning) await CloseAsync(old, next, cancel);
        else await RefuseIfUnsureAsync(cancel);

        // From here on nobody can acknowledge anything to the old primary, should it still live unseen.
        await Task.WhenAll(survivors.Select(node => node.Server.QueryAsync("STOP SLAVE IO_THREAD", cancel)));
        var received = new Dictionary<ClusterNode, string>();
        foreach (var node in survivors) received[node] = await node.Server.ReceivedAsync(cancel);
        var furthest = received.MaxBy(node => Gtid.Number(node.Value));
        if (Gtid.Number(received[next]) < Gtid.Number(furthest.Value)) await FetchAsync(next, furthest.Key, furthest.Value, cancel);
        await next.Server.AppliedAsync(furthest.Value, cancel);
    }

    /// <summary>A planned change: the old primary stops writing, and the next one gets everything it wrote.</summary>
    private static async Task CloseAsync(ClusterNode old, ClusterNode next, CancellationToken cancel)
    {
        await old.Server.QueryAsync("SET SESSION lock_wait_timeout = 20; SET GLOBAL read_only = ON", cancel);
        await next.Server.AppliedAsync(await old.Server.QueryAsync("SELECT @@gtid_binlog_pos", cancel), cancel);
    }

    /// <summary>
    /// One acknowledgement is enough for a commit, so with the primary gone every node that could have given the only one
    /// must be here, and must have replicated until now: what a node had received and not applied is dropped when it restarts.
    /// </summary>
    private async Task RefuseIfUnsureAsync(CancellationToken cancel)
    {
        foreach (var node in cluster.Nodes.Where(cluster.Acknowledges))
        {
            if (!node.Server.IsRunning) throw new PromotionRefusedException($"{node.Name} is away and may hold the only copy of something acknowledged.");
            if ((await node.Server.RowAsync("SHOW SLAVE STATUS", cancel)).GetValueOrDefault("Slave_SQL_Running") != "Yes")
                throw new PromotionRefusedException($"{node.Name} was restarted after its primary was gone and may have dropped something acknowledged.");
        }
    }

    /// <summary>From a replica that has received more.</summary>
    private async Task FetchAsync(ClusterNode next, ClusterNode from, string position, CancellationToken cancel)
    {
        // It hands on only what it has applied itself.
        await from.Server.AppliedAsync(position, cancel);
        if (!await next.Server.FollowAsync(from.Server, account, acknowledges: false, cancel))
            throw new PromotionRefusedException($"{next.Name} holds something that {from.Name}, which is further, does not.");
        await next.Server.AppliedAsync(position, cancel);
    }
}
