using System.Globalization;

namespace MemberGrains.Simulation.World;

/// <summary>Three silos in two centers. A silo that is started for a dead one has its name, and so its center.</summary>
internal static class Topology
{
    private static readonly string[] _centers = ["a", "b", "a"];

    /// <summary>How many silos there are when all live.</summary>
    public static short Silos => (short)_centers.Length;

    /// <summary>Center of a silo, by the number that TestingHost gives it (Silo_0, ...).</summary>
    public static string CenterOf(string silo) =>
        _centers[int.Parse(silo.AsSpan(silo.LastIndexOf('_') + 1), NumberStyles.None, CultureInfo.InvariantCulture)];
}
