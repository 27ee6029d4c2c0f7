using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Interfaces.Json;

/// <summary>How every answer's JSON is written, so that the same relation is the same bytes wherever it was rendered.</summary>
public static class WireJson
{
    private const int TypicalLength = 768;

    /// <summary>JSON is all it will ever be read as, so <c>+</c> need not hide behind an escape.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes of a relation.</summary>
    public static ImmutableArray<byte> Render(Relation relation)
    {
        var output = new ArrayBufferWriter<byte>(TypicalLength);
        using (var writer = new Utf8JsonWriter(output, Options)) RelationJson.Write(writer, relation);
        return ImmutableCollectionsMarshal.AsImmutableArray(output.WrittenSpan.ToArray());
    }
}
