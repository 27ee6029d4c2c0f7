namespace MemberGrains.ReadModels.Elasticsearch.Lint;

/// <summary>A copy of a shard.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Number">Which shard.</param>
/// <param name="IsPrimary">Or a replica.</param>
/// <param name="State"><c>STARTED</c>, or why it does not serve.</param>
/// <param name="Bytes">On disk; 0 while unassigned.</param>
internal sealed record PicturedShard(string Index, int Number, bool IsPrimary, string State, long Bytes);
