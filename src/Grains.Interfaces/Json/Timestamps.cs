using System.Globalization;

namespace MemberGrains.Interfaces.Json;

/// <summary>RFC 3339 UTC with whole milliseconds, the one form of times on the wire.</summary>
public static class Timestamps
{
    /// <summary>For example <c>2026-11-21T12:00:00.123Z</c>.</summary>
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Cuts (never rounds) to the millisecond, as UTC.</summary>
    public static DateTimeOffset CutToMilliseconds(this DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    /// <summary>The wire form.</summary>
    public static string ToWire(this DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
}
