using System.Globalization;

namespace MemberGrains.ReadModels.Redis.Connection;

/// <summary>What a server says of itself.</summary>
/// <param name="Run">Its run id: another start, another id.</param>
/// <param name="IsPrimary">Whether it takes writes.</param>
/// <param name="MaxMemory">Bytes; 0 for no limit.</param>
/// <param name="EvictionPolicy">What it does at the limit.</param>
internal sealed record ServerFacts(string Run, bool IsPrimary, long MaxMemory, string EvictionPolicy)
{
    /// <summary>
    /// Under a limit these take what was used longest ago, or nothing. The others could take a version floor that was
    /// raised a moment ago, and a stale fill would find no floor.
    /// </summary>
    private static readonly string[] KeepFloors = ["noeviction", "allkeys-lru", "volatile-lru"];

    /// <summary>Why it can not serve as a cache; null if it can.</summary>
    public string? Problem =>
        Run.Length == 0 ? "it does not tell its run id"
        : !IsPrimary ? "it is a replica"
        : MaxMemory > 0 && !KeepFloors.Contains(EvictionPolicy) ? $"maxmemory-policy {EvictionPolicy} may evict version floors; use {string.Join(" or ", KeepFloors)}"
        : null;

    /// <summary>Reads the text of <c>INFO</c>.</summary>
    public static ServerFacts Parse(string info)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in info.AsSpan().EnumerateLines())
        {
            int colon = line.IndexOf(':');
            if (colon > 0) facts[line[..colon].ToString()] = line[(colon + 1)..].ToString();
        }

        _ = long.TryParse(facts.GetValueOrDefault("maxmemory"), NumberStyles.None, CultureInfo.InvariantCulture, out long limit);
        return new ServerFacts(
            facts.GetValueOrDefault("run_id", ""),
            facts.GetValueOrDefault("role") == "master",
            limit,
            facts.GetValueOrDefault("maxmemory_policy", "noeviction"));
    }
}
