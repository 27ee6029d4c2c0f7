namespace MemberGrains.ReadModels.Elasticsearch.Lint;

/// <summary>A large shard takes long to move and to recover, and one query of it is slow.</summary>
internal sealed class ShardSizeRule(LintLimits limits) : ILintRule
{
    public string Name => "shard-size";

    public IEnumerable<(string Subject, string Detail)> Check(ClusterPicture picture) =>
        from shard in picture.Shards
        where shard.IsPrimary && shard.Bytes > limits.LargestShardBytes && picture.Names.NumberOf(shard.Index) is not null
        select (shard.Index, FormattableString.Invariant($"shard {shard.Number} has {shard.Bytes:N0} bytes, more than {limits.LargestShardBytes:N0}"));
}

/// <summary>A shard without a place serves nobody.</summary>
internal sealed class ShardsAssignedRule : ILintRule
{
    public string Name => "shards-assigned";

    public IEnumerable<(string Subject, string Detail)> Check(ClusterPicture picture) =>
        from shard in picture.Shards
        where shard.State is not ("STARTED" or "RELOCATING") && picture.Names.NumberOf(shard.Index) is not null
        select (shard.Index, FormattableString.Invariant($"{(shard.IsPrimary ? "primary" : "replica")} of shard {shard.Number} is {shard.State}"));
}

/// <summary>Threads that search: enough to keep cores busy while some wait for the disk, no more.</summary>
internal sealed class SearchPoolRule : ILintRule
{
    public string Name => "search-pool";

    public IEnumerable<(string Subject, string Detail)> Check(ClusterPicture picture) =>
        from node in picture.DataNodes
        let right = (node.Cores * 3 / 2) + 1
        where node.SearchPool != right
        select (node.Name, FormattableString.Invariant($"thread_pool.search.size is {node.SearchPool}; for {node.Cores} cores it is {right}"));
}
