using MemberGrains.ReadModels.Embedded.Search;
using MemberGrains.ReadModels.Search.Cluster;
using MemberGrains.Testing;

namespace MemberGrains.Conformance.Search;

/// <summary>The search cluster in memory.</summary>
public sealed class EmbeddedSearchConformance : SearchConformance
{
    private readonly VirtualTime _time = new();

    /// <inheritdoc/>
    protected override Task<ISearchCluster> OpenAsync() =>
        Task.FromResult<ISearchCluster>(new EmbeddedSearchCluster("search-marketing", new EmbeddedSearchOptions(), _time));

    /// <inheritdoc/>
    protected override Task PassAsync(TimeSpan time)
    {
        _time.Pass(time);
        return Task.CompletedTask;
    }
}
