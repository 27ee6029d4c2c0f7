using System.Text.Json.Serialization;

namespace MemberGrains.ReadModels.Elasticsearch.Queries;

/// <summary>The answer of <c>_count</c>, and of <c>_refresh</c> as far as shards go.</summary>
internal sealed record CountAnswer(long Count, [property: JsonPropertyName("_shards")] CountAnswer.ShardCounts Shards)
{
    /// <summary>How many shards answered, and how many did not.</summary>
    internal sealed record ShardCounts(int Failed);
}
