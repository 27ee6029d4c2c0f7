using System.Collections.Immutable;
using System.Text.Json;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Storage.Payloads;

/// <summary>
/// One form per state, positional:
/// <c>[format, memberId, createdTicks, memberVersion, [[key, app, boundMs]..], [formerId..], status, updatedMs]</c>.
/// A history entry holds the same bytes, so replaying it gives the row's.
/// </summary>
internal static class StatePayload
{
    public static void Write(Utf8JsonWriter writer, IdentityState state)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(PayloadReading.Format);
        writer.WriteStringValue(state.MemberId);
        writer.WriteNumberValue(state.MemberCreatedAt.UtcTicks);
        writer.WriteNumberValue(state.MemberVersion);
        writer.WriteStartArray();
        foreach (var identity in state.Identities)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(identity.Key.Text);
            writer.WriteStringValue(identity.App);
            writer.WriteNumberValue(identity.BoundAt.ToUnixTimeMilliseconds());
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteStartArray();
        foreach (string former in state.FormerMemberIds) writer.WriteStringValue(former);
        writer.WriteEndArray();
        writer.WriteNumberValue((int)state.Status);
        writer.WriteNumberValue(state.UpdatedAt.ToUnixTimeMilliseconds());
        writer.WriteEndArray();
    }

    public static IdentityState Read(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload);
        reader.BeginVersioned();
        return ReadRest(ref reader);
    }

    /// <summary>Reads a state inside another payload.</summary>
    public static IdentityState Read(ref Utf8JsonReader reader)
    {
        reader.BeginVersioned();
        return ReadRest(ref reader);
    }

    public static IdentityState? ReadOrNull(ref Utf8JsonReader reader)
    {
        var ahead = reader;
        ahead.Step();
        if (ahead.TokenType != JsonTokenType.Null) return Read(ref reader);
        reader = ahead;
        return null;
    }

    private static IdentityState ReadRest(ref Utf8JsonReader reader)
    {
        string memberId = reader.NextText();
        var createdAt = new DateTimeOffset(reader.NextInt64(), TimeSpan.Zero);
        long memberVersion = reader.NextInt64();
        var identities = ReadIdentities(ref reader);
        reader.Begin();
        var former = ImmutableArray.CreateBuilder<string>();
        while (reader.NextItem()) former.Add(reader.GetString()!);
        var status = (IdentityStatus)reader.NextInt64();
        var updatedAt = reader.NextTime();
        reader.End();
        return new IdentityState(memberId, createdAt, memberVersion, identities, former.DrainToImmutable(), status, updatedAt);
    }

    private static ImmutableArray<BoundIdentity> ReadIdentities(ref Utf8JsonReader reader)
    {
        reader.Begin();
        var identities = ImmutableArray.CreateBuilder<BoundIdentity>();
        while (reader.NextItem())
        {
            identities.Add(new BoundIdentity(new IdentityKey(reader.NextText()), reader.NextText(), reader.NextTime()));
            reader.End();
        }

        return identities.DrainToImmutable();
    }
}
