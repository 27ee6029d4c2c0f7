using System.Globalization;

namespace MemberGrains.Local.Cluster;

/// <summary>Which silos a laptop has, and where.</summary>
internal static class LaptopTopology
{
    /// <summary>In the order they are started: each center has one as early as possible.</summary>
    public static IReadOnlyList<(string Silo, string Center)> Silos { get; } = [("a1", "a"), ("b1", "b"), ("a2", "a"), ("b2", "b")];

    public static IReadOnlyList<string> Centers { get; } = ["a", "b"];

    /// <summary>The center of a silo.</summary>
    public static string CenterOf(string silo) => Silos.First(known => known.Silo == silo).Center;

    /// <summary>TestingHost numbers its silos (Silo_0, Silo_1, ...); ours have names.</summary>
    public static (string Silo, string Center) Of(string testingHostName) =>
        Silos[int.Parse(testingHostName.AsSpan(testingHostName.LastIndexOf('_') + 1), NumberStyles.None, CultureInfo.InvariantCulture)];
}
