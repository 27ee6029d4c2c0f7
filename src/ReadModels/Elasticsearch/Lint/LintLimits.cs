using System.ComponentModel.DataAnnotations;

namespace MemberGrains.ReadModels.Elasticsearch.Lint;

/// <summary>Where the policy draws lines.</summary>
public sealed record LintLimits
{
    /// <summary>Largest shard.</summary>
    /// <value>Bytes; default 50 GB (50 * 2^30).</value>
    [Range(1, long.MaxValue)]
    public long LargestShardBytes { get; init; } = 50L << 30;
}
