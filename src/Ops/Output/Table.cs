using System.Text.Json;

namespace MemberGrains.Ops.Output;

/// <summary>Items of an answer as aligned columns.</summary>
internal static class Table
{
    /// <summary>Writes one row per item, the named properties as columns.</summary>
    public static void Write(TextWriter console, IReadOnlyList<JsonElement> items, params string[] columns)
    {
        var rows = new List<string[]> { columns };
        rows.AddRange(items.Select(item => columns.Select(column => Text(item, column)).ToArray()));
        int[] widths = [.. columns.Select((_, at) => rows.Max(row => row[at].Length))];
        foreach (string[] row in rows) console.WriteLine(string.Join("  ", row.Select((cell, at) => cell.PadRight(widths[at]))).TrimEnd());
    }

    private static string Text(JsonElement item, string column) =>
        !item.TryGetProperty(column, out var value) ? string.Empty : value.ValueKind switch
        {
            JsonValueKind.Null => "-",
            JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(element =>
                element.ValueKind == JsonValueKind.Object && element.TryGetProperty("identity", out var identity) ? identity.ToString() : element.ToString())),
            _ => value.ToString(),
        };
}
