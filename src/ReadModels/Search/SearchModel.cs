using MemberGrains.ReadModels.Search.Cluster;
using MemberGrains.ReadModels.Status;

namespace MemberGrains.ReadModels.Search;

/// <summary>A search cluster in its role, with what is known of its state.</summary>
/// <param name="Source">The role.</param>
/// <param name="Group">Consumer group that feeds it.</param>
/// <param name="Cluster">The cluster.</param>
/// <param name="Health">Its state.</param>
public sealed record SearchModel(SearchSource Source, string Group, ISearchCluster Cluster, ReadModelHealth Health);
