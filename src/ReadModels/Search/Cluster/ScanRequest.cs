using System.Collections.Immutable;

namespace MemberGrains.ReadModels.Search.Cluster;

/// <summary>A page of a scan: filter context only, sorted by the cluster.</summary>
/// <param name="Filter">What must match; neither identity nor member id is set.</param>
/// <param name="Sort">Sort keys; the identity, ascending, is always the last.</param>
/// <param name="After">Only items after this one; null for the first page.</param>
/// <param name="Limit">Most items.</param>
public sealed record ScanRequest(MemberFilter Filter, ImmutableArray<MemberSort> Sort, ScanPosition? After, int Limit);
