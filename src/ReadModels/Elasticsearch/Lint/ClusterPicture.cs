using System.Collections.Immutable;
using MemberGrains.ReadModels.Elasticsearch.Schema;

namespace MemberGrains.ReadModels.Elasticsearch.Lint;

/// <summary>What a cluster is like, as far as the policy cares.</summary>
/// <param name="Names">Names as they should be.</param>
/// <param name="Indices">All whose names begin with our prefix.</param>
/// <param name="Shards">Their shards, unassigned ones too.</param>
/// <param name="DataNodes">Nodes that hold data.</param>
/// <param name="TemplateVersions">Of the templates that are there.</param>
internal sealed record ClusterPicture(
    IndexNames Names,
    ImmutableArray<PicturedIndex> Indices,
    ImmutableArray<PicturedShard> Shards,
    ImmutableArray<PicturedNode> DataNodes,
    ImmutableDictionary<string, int> TemplateVersions)
{
    /// <summary>Indices of ours by name.</summary>
    public IEnumerable<PicturedIndex> Ours => Indices.Where(index => Names.NumberOf(index.Name) is not null);
}
