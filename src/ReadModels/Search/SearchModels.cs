using System.Collections.Immutable;

namespace MemberGrains.ReadModels.Search;

/// <summary>The three search clusters.</summary>
public sealed class SearchModels(IEnumerable<SearchModel> models)
{
    /// <summary>All, in the order of <see cref="SearchSource"/>.</summary>
    public ImmutableArray<SearchModel> All { get; } = [.. models.OrderBy(model => model.Source)];

    /// <summary>The one in that role.</summary>
    public SearchModel Of(SearchSource source) => All.First(model => model.Source == source);

    /// <summary>Those that routed queries of a center may use: its own first, the other's after it.</summary>
    public ImmutableArray<SearchModel> RoutedFor(string center) => center switch
    {
        "a" => [Of(SearchSource.Primary), Of(SearchSource.Backup)],
        "b" => [Of(SearchSource.Backup), Of(SearchSource.Primary)],
        _ => throw new ArgumentOutOfRangeException(nameof(center), center, "Centers are a and b."),
    };
}
