using System.Globalization;

namespace MemberGrains.Servers.MariaDb.Clusters;

/// <summary>How far a node is in the one stream of its cluster.</summary>
internal static class Gtid
{
    /// <summary>The number of the last transaction in a position, <c>domain-server-number</c>; 0 for none.</summary>
    public static long Number(string position)
    {
        string first = position.Split(',')[0];
        return first.Length == 0 ? 0 : long.Parse(first[(first.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>The position that is further.</summary>
    public static string Further(string one, string other) => Number(one) >= Number(other) ? one : other;
}
