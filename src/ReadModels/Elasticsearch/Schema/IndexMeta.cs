using System.Buffers;
using System.Text.Json;

namespace MemberGrains.ReadModels.Elasticsearch.Schema;

/// <summary>What an index says of itself, in its mapping's <c>_meta</c>.</summary>
/// <param name="IsFilled">A rebuild filled it from the record.</param>
/// <param name="Beat">Counts up while the rebuild that fills it lives.</param>
internal sealed record IndexMeta(bool IsFilled, long Beat)
{
    /// <summary>Of an index that a rebuild never touched.</summary>
    public static IndexMeta None { get; } = new(false, 0);

    public static IndexMeta Read(JsonElement meta) => new(
        meta.TryGetProperty("filled", out var filled) && filled.ValueKind == JsonValueKind.True,
        meta.TryGetProperty("beat", out var beat) && beat.TryGetInt64(out long count) ? count : 0);

    /// <summary>The body of a mapping that says so and changes nothing else.</summary>
    public ReadOnlyMemory<byte> ToMapping()
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteStartObject("_meta"u8);
        writer.WriteBoolean("filled"u8, IsFilled);
        writer.WriteNumber("beat"u8, Beat);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenMemory;
    }
}
