using System.Collections.Immutable;

namespace MemberGrains.ReadModels.Search.Cluster;

/// <summary>The last item of a page, as the next page's <c>search_after</c>.</summary>
/// <param name="Values">One per sort key: milliseconds since 1970 (UTC); 0 where the key is the identity itself.</param>
/// <param name="Identity">The item's identity, the last tie-breaker.</param>
public sealed record ScanPosition(ImmutableArray<long> Values, string Identity);
