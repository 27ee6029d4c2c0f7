namespace MemberGrains.ChangeStream;

/// <summary>
/// The consumer groups the platform itself declares in each center; every group gets every message. To add one, name it
/// here and have the composition subscribe it: a declared group without a consumer holds its center's confirms back.
/// </summary>
public static class StreamGroups
{
    /// <summary>Writes the cache of its own center.</summary>
    public const string Cache = "cache";

    /// <summary>Writes the primary search cluster.</summary>
    public const string SearchPrimary = "search-primary";

    /// <summary>Writes the backup search cluster.</summary>
    public const string SearchBackup = "search-backup";

    /// <summary>Writes the search cluster for scans.</summary>
    public const string SearchMarketing = "search-marketing";

    /// <summary>The centers, in order.</summary>
    public static IReadOnlyList<string> Centers { get; } = ["a", "b"];

    /// <summary>The groups of a center: a feeds the primary and the marketing cluster, b the backup.</summary>
    public static IReadOnlyList<string> Of(string center) => center switch
    {
        "a" => [Cache, SearchPrimary, SearchMarketing],
        "b" => [Cache, SearchBackup],
        _ => throw new ArgumentOutOfRangeException(nameof(center), center, "Centers are a and b."),
    };
}
