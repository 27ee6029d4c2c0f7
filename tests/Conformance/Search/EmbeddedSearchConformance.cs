using MemberGrains.ReadModels.Embedded.Search;
using MemberGrains.ReadModels.Search.Cluster;
using MemberGrains.Testing;

namespace MemberGrains.Conformance.Search;

/// <summary>The search cluster in memory.</summary>
public sealed class EmbeddedSearchConformance : SearchConformance
{
    /// <inheritdoc/>
    protected override (ISearchCluster Cluster, Action<TimeSpan> Pass) Open()
    {
        var time = new VirtualTime();
        return (new EmbeddedSearchCluster("search-marketing", new EmbeddedSearchOptions(), time), time.Pass);
    }
}
