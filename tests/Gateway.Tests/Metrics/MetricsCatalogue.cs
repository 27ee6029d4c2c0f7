namespace MemberGrains.Gateway.Tests.Metrics;

/// <summary>The rows of docs/metrics.md.</summary>
internal static class MetricsCatalogue
{
    public static IReadOnlyList<CataloguedMetric> Read() =>
    [
        .. File.ReadLines(Path.Combine(RepositoryRoot(), "docs", "metrics.md"))
            .Where(line => line.StartsWith("| `membergrains_", StringComparison.Ordinal))
            .Select(line => line.Replace("\\|", "/", StringComparison.Ordinal).Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => new CataloguedMetric(cells[1].Trim('`'), cells[2], [.. cells[4].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(label => label.Trim('`'))])),
    ];

    private static string RepositoryRoot()
    {
        string directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "MemberGrains.sln"))) directory = Path.GetDirectoryName(directory)!;
        return directory;
    }
}
