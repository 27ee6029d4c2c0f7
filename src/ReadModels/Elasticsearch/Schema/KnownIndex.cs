using System.Collections.Immutable;

namespace MemberGrains.ReadModels.Elasticsearch.Schema;

/// <summary>An index of ours that the cluster has.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Number">Its counter.</param>
/// <param name="Aliases">Aliases that lead to it.</param>
internal sealed record KnownIndex(string Name, int Number, ImmutableArray<string> Aliases);
