using System.Globalization;
using MemberGrains.Servers.MariaDb;
using MemberGrains.Servers.MariaDb.Clusters;

namespace MemberGrains.Servers.Services;

/// <summary>How many rows the record's tables hold, counted at the primaries.</summary>
internal static class RecordRows
{
    /// <summary>Tables that there is one of for each slot: their names end with its number.</summary>
    private static readonly string[] _perSlot = ["member_identity", "member_history"];

    private static readonly string[] _perCluster = ["outbox", "center_backlog", "recorded_answer", "unfinished_row"];

    /// <returns>A line for each kind of table: cluster, kind, tables, rows, fewest and most rows in one of them.</returns>
    public static async Task<IReadOnlyList<string[]>> CountAsync(MariaDbCluster cluster, CancellationToken cancel)
    {
        string found = await cluster.Primary.Server.QueryAsync($"SELECT table_name FROM information_schema.tables WHERE table_schema = '{MariaDbAccount.Database}' ORDER BY table_name", cancel);
        string[] tables = found.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var lines = new List<string[]>();
        foreach (string kind in _perSlot) lines.Add(await CountAsync(cluster, kind + "_*", [.. tables.Where(table => IsOf(table, kind))], cancel));
        foreach (string kind in _perCluster) lines.Add(await CountAsync(cluster, kind, [.. tables.Where(table => table == kind)], cancel));
        return lines;
    }

    private static bool IsOf(string table, string kind) =>
        table.StartsWith(kind + "_", StringComparison.Ordinal) && table[(kind.Length + 1)..].All(char.IsAsciiDigit);

    private static async Task<string[]> CountAsync(MariaDbCluster cluster, string kind, string[] tables, CancellationToken cancel)
    {
        if (tables.Length == 0) return [cluster.Id, kind, "0", "0", "-", "-"];
        string counts = await cluster.Primary.Server.QueryAsync(string.Join(" UNION ALL ", tables.Select(table => $"SELECT COUNT(*) FROM {MariaDbAccount.Database}.{table}")), cancel);
        var rows = counts.Split('\n').Select(count => long.Parse(count, CultureInfo.InvariantCulture)).ToList();
        return [cluster.Id, kind, Text(tables.Length), Text(rows.Sum()), Text(rows.Min()), Text(rows.Max())];
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
