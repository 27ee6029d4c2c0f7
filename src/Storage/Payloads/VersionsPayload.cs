using System.Collections.Immutable;
using System.Text.Json;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Storage.Payloads;

/// <summary>The versions of an answer: <c>[[key, version]..]</c>.</summary>
internal static class VersionsPayload
{
    public static void Write(Utf8JsonWriter writer, ImmutableArray<IdentityVersion> versions)
    {
        writer.WriteStartArray();
        foreach (var version in versions)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(version.Identity.Text);
            writer.WriteNumberValue(version.Version);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    public static ImmutableArray<IdentityVersion> Read(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload);
        reader.Begin();
        var versions = ImmutableArray.CreateBuilder<IdentityVersion>();
        while (reader.NextItem())
        {
            versions.Add(new IdentityVersion(new IdentityKey(reader.NextText()), reader.NextInt64()));
            reader.End();
        }

        return versions.DrainToImmutable();
    }
}
