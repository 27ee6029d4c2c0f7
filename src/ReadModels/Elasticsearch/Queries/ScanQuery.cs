using System.Buffers;
using System.Text.Json;
using MemberGrains.Interfaces.Json;
using MemberGrains.ReadModels.Elasticsearch.Documents;
using MemberGrains.ReadModels.Search;
using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.ReadModels.Elasticsearch.Queries;

/// <summary>
/// A scan's query: every condition in filter context, where nothing is scored and what is asked often is cached; sorted by
/// the cluster, paged by <c>search_after</c>.
/// </summary>
internal static class ScanQuery
{
    public static ReadOnlyMemory<byte> Body(ScanRequest scan)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output, WireJson.Options);
        writer.WriteStartObject();
        writer.WriteNumber("size"u8, scan.Limit);
        writer.WriteBoolean("track_total_hits"u8, false);
        WriteFilter(writer, scan.Filter);
        WriteSort(writer, scan);
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenMemory;
    }

    private static void WriteFilter(Utf8JsonWriter writer, MemberFilter filter)
    {
        writer.WriteStartObject("query"u8);
        writer.WriteStartObject("bool"u8);
        writer.WriteStartArray("filter"u8);
        if (filter.Kind is { } kind) Condition(writer, "term"u8, "kind"u8, kind);
        if (filter.App is { } app) Condition(writer, "term"u8, "app"u8, app);
        if (filter.Status is { } status) Condition(writer, "term"u8, "status"u8, IdentitySource.StatusOf(status));
        if (filter.IdentityPrefix is { } prefix) Condition(writer, "prefix"u8, "identity"u8, prefix);
        if (filter.BoundAfter is not null || filter.BoundBefore is not null) BoundAt(writer, filter);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Condition(Utf8JsonWriter writer, ReadOnlySpan<byte> query, ReadOnlySpan<byte> field, string value)
    {
        writer.WriteStartObject();
        writer.WriteStartObject(query);
        writer.WriteString(field, value);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void BoundAt(Utf8JsonWriter writer, MemberFilter filter)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("range"u8);
        writer.WriteStartObject("boundAt"u8);
        // Bindings have whole milliseconds, a filter's time may be finer.
        if (filter.BoundAfter is { } after) writer.WriteNumber("gt"u8, after.ToUnixTimeMilliseconds());
        if (filter.BoundBefore is { } before) writer.WriteNumber("lt"u8, before.ToUnixTimeMilliseconds() + (before.UtcTicks % TimeSpan.TicksPerMillisecond == 0 ? 0 : 1));
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteSort(Utf8JsonWriter writer, ScanRequest scan)
    {
        MemberSort[] keys = scan.Sort.IsDefault ? [] : [.. scan.Sort];
        writer.WriteStartArray("sort"u8);
        foreach (var key in keys) SortKey(writer, FieldOf(key.Field), key.Descending);
        SortKey(writer, "identity"u8, descending: false);
        writer.WriteEndArray();
        if (scan.After is not { } after) return;
        writer.WriteStartArray("search_after"u8);
        for (int i = 0; i < keys.Length; i++)
        {
            if (keys[i].Field == SortField.Identity) writer.WriteStringValue(after.Identity);
            else writer.WriteNumberValue(after.Values[i]);
        }

        writer.WriteStringValue(after.Identity);
        writer.WriteEndArray();
    }

    private static void SortKey(Utf8JsonWriter writer, ReadOnlySpan<byte> field, bool descending)
    {
        writer.WriteStartObject();
        writer.WriteString(field, descending ? "desc"u8 : "asc"u8);
        writer.WriteEndObject();
    }

    private static ReadOnlySpan<byte> FieldOf(SortField field) => field switch
    {
        SortField.Identity => "identity"u8,
        SortField.BoundAt => "boundAt"u8,
        SortField.UpdatedAt => "updatedAt"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No such sort field."),
    };
}
