using System.Collections.Immutable;
using System.Text.Json;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Storage.Payloads;

/// <summary>Steps through positional payloads; what does not fit is a corrupt row, never a guess.</summary>
internal static class PayloadReading
{
    /// <summary>What every versioned payload begins with; a reader refuses any other number.</summary>
    public const int Format = 1;

    public static void Begin(this ref Utf8JsonReader reader)
    {
        reader.Next(JsonTokenType.StartArray);
    }

    public static void BeginVersioned(this ref Utf8JsonReader reader)
    {
        reader.Begin();
        long format = reader.NextInt64();
        if (format != Format) throw new FormatException($"A payload has format {format}; this version reads format {Format}.");
    }

    public static void End(this ref Utf8JsonReader reader) => reader.Next(JsonTokenType.EndArray);

    public static long NextInt64(this ref Utf8JsonReader reader)
    {
        reader.Next(JsonTokenType.Number);
        return reader.GetInt64();
    }

    public static string NextText(this ref Utf8JsonReader reader)
    {
        reader.Next(JsonTokenType.String);
        return reader.GetString()!;
    }

    public static string? NextTextOrNull(this ref Utf8JsonReader reader)
    {
        reader.Step();
        return reader.TokenType == JsonTokenType.Null ? null : reader.GetString();
    }

    public static DateTimeOffset NextTime(this ref Utf8JsonReader reader) => DateTimeOffset.FromUnixTimeMilliseconds(reader.NextInt64());

    /// <summary>Moves to the next token; false if it ends the array under way.</summary>
    public static bool NextItem(this ref Utf8JsonReader reader)
    {
        reader.Step();
        return reader.TokenType != JsonTokenType.EndArray;
    }

    public static ImmutableArray<IdentityKey> NextKeys(this ref Utf8JsonReader reader)
    {
        reader.Begin();
        var keys = ImmutableArray.CreateBuilder<IdentityKey>();
        while (reader.NextItem()) keys.Add(new IdentityKey(reader.GetString()!));
        return keys.DrainToImmutable();
    }

    public static void Step(this ref Utf8JsonReader reader)
    {
        if (!reader.Read()) throw new FormatException("A payload ends too early.");
    }

    private static void Next(this ref Utf8JsonReader reader, JsonTokenType expected)
    {
        reader.Step();
        if (reader.TokenType != expected) throw new FormatException($"A payload holds {reader.TokenType} where {expected} belongs.");
    }
}
