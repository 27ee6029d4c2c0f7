using System.Collections.Immutable;
using System.Text.Json;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Storage.Payloads;

/// <summary>A list of identities: <c>[key..]</c>.</summary>
internal static class KeysPayload
{
    public static void Write(Utf8JsonWriter writer, ImmutableArray<IdentityKey> keys)
    {
        writer.WriteStartArray();
        foreach (var key in keys) writer.WriteStringValue(key.Text);
        writer.WriteEndArray();
    }

    public static ImmutableArray<IdentityKey> Read(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload);
        return reader.NextKeys();
    }
}
