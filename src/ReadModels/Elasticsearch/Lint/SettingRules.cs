using MemberGrains.ReadModels.Elasticsearch.Schema;

namespace MemberGrains.ReadModels.Elasticsearch.Lint;

/// <summary>Without an explicit interval a shard that nobody has searched for 30 s is not refreshed: a read model that stands still.</summary>
internal sealed class RefreshIntervalRule : ILintRule
{
    public string Name => "refresh-interval";

    public IEnumerable<(string Subject, string Detail)> Check(ClusterPicture picture) =>
        from index in picture.Ours
        let interval = index.Setting("index.refresh_interval")
        where interval is null || interval.StartsWith('-')
        select (index.Name, interval is null ? "refresh_interval is not set" : $"refresh_interval is {interval}");
}

/// <summary>An even share and one more: see <see cref="IndexShape.MostPerNode"/>.</summary>
internal sealed class ShardsPerNodeRule : ILintRule
{
    public string Name => "shards-per-node";

    public IEnumerable<(string Subject, string Detail)> Check(ClusterPicture picture) =>
        from index in picture.Ours
        let set = index.Number("index.routing.allocation.total_shards_per_node", -1)
        let right = IndexShape.MostPerNode(index.Number("index.number_of_shards", 1), index.Number("index.number_of_replicas", 1), Math.Max(1, picture.DataNodes.Length))
        where set != right
        select (index.Name, $"total_shards_per_node is {(set < 0 ? "not set" : set)}, an even share and one is {right}");
}

/// <summary>Where there is a second node, one that dies takes no document with it; more copies than nodes find no place.</summary>
internal sealed class ReplicasRule : ILintRule
{
    public string Name => "replicas";

    public IEnumerable<(string Subject, string Detail)> Check(ClusterPicture picture) =>
        from index in picture.Ours
        let replicas = index.Number("index.number_of_replicas", 1)
        let nodes = Math.Max(1, picture.DataNodes.Length)
        where replicas < Math.Min(1, nodes - 1) || replicas >= nodes
        select (index.Name, $"{replicas} replicas on {nodes} data nodes");
}

/// <summary>What was acknowledged is on disk.</summary>
internal sealed class DurableTranslogRule : ILintRule
{
    public string Name => "durable-translog";

    public IEnumerable<(string Subject, string Detail)> Check(ClusterPicture picture) =>
        from index in picture.Ours
        let durability = index.Setting("index.translog.durability")
        where durability is not null and not "request"
        select (index.Name, $"translog.durability is {durability}");
}

/// <summary>An index that takes no writes falls behind: the disk's flood stage, or a forgotten block.</summary>
internal sealed class WriteBlockRule : ILintRule
{
    public string Name => "write-block";

    public IEnumerable<(string Subject, string Detail)> Check(ClusterPicture picture) =>
        from index in picture.Ours
        from setting in index.Settings
        where setting.Key.StartsWith("index.blocks.", StringComparison.Ordinal) && setting.Value == "true"
        orderby setting.Key
        select (index.Name, $"{setting.Key} is set");
}
