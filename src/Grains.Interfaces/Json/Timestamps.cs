using System.Globalization;
using System.Text.Json;

namespace MemberGrains.Interfaces.Json;

/// <summary>RFC 3339 UTC with whole milliseconds, the one form of times on the wire.</summary>
public static class Timestamps
{
    /// <summary>For example <c>2026-11-21T12:00:00.123Z</c>.</summary>
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Cuts (never rounds) to the millisecond, as UTC.</summary>
    public static DateTimeOffset CutToMilliseconds(this DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    /// <summary>Writes the wire form as a property, without making a string of it.</summary>
    public static void WriteTime(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset time)
    {
        // The round-trip form has a fast path and begins with the same digits, down to 100 ns.
        const int WithMilliseconds = 23;
        Span<byte> text = stackalloc byte[28];
        if (!time.UtcDateTime.TryFormat(text, out int length, "O", CultureInfo.InvariantCulture) || length != text.Length) throw new InvalidOperationException("A UTC time has 28 characters.");
        text[WithMilliseconds] = (byte)'Z';
        writer.WriteString(name, text[..(WithMilliseconds + 1)]);
    }

    /// <summary>The wire form.</summary>
    public static string ToWire(this DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
}
