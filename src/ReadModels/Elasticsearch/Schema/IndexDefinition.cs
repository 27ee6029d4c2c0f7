using System.Buffers;
using System.Text.Json;

namespace MemberGrains.ReadModels.Elasticsearch.Schema;

/// <summary>Settings and mapping of an index, as the template holds them; <c>docs/search.md</c> gives the reasons.</summary>
internal static class IndexDefinition
{
    /// <summary>Counts changes of what is written here: a process never replaces the template of a newer one.</summary>
    public const int Version = 1;

    public static ReadOnlyMemory<byte> Template(IndexNames names, DocumentKind kind, IndexShape shape, TimeSpan refreshInterval)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteStartArray("index_patterns"u8);
        writer.WriteStringValue(names.Pattern(kind));
        writer.WriteEndArray();
        writer.WriteNumber("priority"u8, 500);
        writer.WriteNumber("version"u8, Version);
        writer.WriteStartObject("template"u8);
        WriteSettings(writer, shape, refreshInterval);
        WriteMapping(writer, kind);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenMemory;
    }

    private static void WriteSettings(Utf8JsonWriter writer, IndexShape shape, TimeSpan refreshInterval)
    {
        writer.WriteStartObject("settings"u8);
        writer.WriteNumber("index.number_of_shards"u8, shape.Shards);
        writer.WriteNumber("index.number_of_replicas"u8, shape.Replicas);
        writer.WriteNumber("index.routing.allocation.total_shards_per_node"u8, shape.PerNode);
        // Explicit, or a shard that nobody has searched for 30 s is not refreshed.
        writer.WriteString("index.refresh_interval"u8, $"{(long)refreshInterval.TotalMilliseconds}ms");
        // An acknowledged document survives a crash of all its nodes.
        writer.WriteString("index.translog.durability"u8, "request"u8);
        writer.WriteEndObject();
    }

    private static void WriteMapping(Utf8JsonWriter writer, DocumentKind kind)
    {
        writer.WriteStartObject("mappings"u8);
        writer.WriteString("dynamic"u8, "strict"u8);
        // A request without routing would ask every shard: it is refused.
        writer.WriteStartObject("_routing"u8);
        writer.WriteBoolean("required"u8, true);
        writer.WriteEndObject();
        writer.WriteStartObject("properties"u8);
        if (kind == DocumentKind.Identity) WriteIdentity(writer);
        else WriteMember(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteIdentity(Utf8JsonWriter writer)
    {
        Field(writer, "identity"u8, "keyword"u8);
        Field(writer, "kind"u8, "keyword"u8);
        Field(writer, "app"u8, "keyword"u8);
        Field(writer, "status"u8, "keyword"u8);
        Field(writer, "boundAt"u8, "date"u8, "epoch_millis");
        Field(writer, "updatedAt"u8, "date"u8, "epoch_millis");
        Field(writer, "memberId"u8, "keyword"u8);
        Stored(writer, "version"u8, "long"u8);
        Stored(writer, "memberVersion"u8, "long"u8);
        Stored(writer, "memberCreatedAt"u8, "date_nanos"u8, "strict_date_optional_time_nanos");
        Stored(writer, "formerMemberIds"u8, "keyword"u8);
        writer.WriteStartObject("identities"u8);
        writer.WriteStartObject("properties"u8);
        Stored(writer, "key"u8, "keyword"u8);
        Stored(writer, "app"u8, "keyword"u8);
        Stored(writer, "boundAt"u8, "date"u8, "epoch_millis");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteMember(Utf8JsonWriter writer)
    {
        Field(writer, "memberId"u8, "keyword"u8);
        Stored(writer, "memberVersion"u8, "long"u8);
        Stored(writer, "identities"u8, "keyword"u8);
        Stored(writer, "joinedInto"u8, "keyword"u8);
    }

    private static void Field(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> type, string? format = null)
    {
        writer.WriteStartObject(name);
        writer.WriteString("type"u8, type);
        if (format is not null) writer.WriteString("format"u8, format);
        writer.WriteEndObject();
    }

    /// <summary>A field that is checked and given back, but never asked for: no index, no column.</summary>
    private static void Stored(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> type, string? format = null)
    {
        writer.WriteStartObject(name);
        writer.WriteString("type"u8, type);
        if (format is not null) writer.WriteString("format"u8, format);
        writer.WriteBoolean("index"u8, false);
        writer.WriteBoolean("doc_values"u8, false);
        writer.WriteEndObject();
    }
}
