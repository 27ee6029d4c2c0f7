using MemberGrains.ReadModels.Search;

namespace MemberGrains.Gateway.Reading;

/// <summary>The wire names of <see cref="ReadSource"/>.</summary>
internal static class ReadSources
{
    private static readonly string[] Names = ["grain", "redis", "store-replica", "search-primary", "search-backup", "search-marketing"];

    public static string Name(this ReadSource source) => Names[(int)source];

    public static ReadSource Of(SearchSource source) => source switch
    {
        SearchSource.Primary => ReadSource.SearchPrimary,
        SearchSource.Backup => ReadSource.SearchBackup,
        SearchSource.Marketing => ReadSource.SearchMarketing,
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
    };
}
