using System.Globalization;
using MemberGrains.Interfaces.Json;

namespace MemberGrains.Gateway.Requests;

/// <summary>RFC 3339 in UTC, read strictly and cut to whole milliseconds.</summary>
internal static class TimeText
{
    private const int SecondsEnd = 19;
    private const int MaxFraction = 9;

    /// <summary>The time; null if it is none.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        if (text.Length <= SecondsEnd || text[4] != '-' || text[7] != '-' || (text[10] is not ('T' or 't')) || text[13] != ':' || text[16] != ':') return null;
        int end = SecondsEnd;
        long ticks = 0;
        if (text[end] == '.' && !TryFraction(text, ref end, out ticks)) return null;
        if (text.AsSpan(end) is not ("Z" or "z" or "+00:00" or "-00:00")) return null;
        if (!TryNumber(text, 0, 4, out int year) || !TryNumber(text, 5, 2, out int month) || !TryNumber(text, 8, 2, out int day)) return null;
        if (!TryNumber(text, 11, 2, out int hour) || !TryNumber(text, 14, 2, out int minute) || !TryNumber(text, 17, 2, out int second)) return null;
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return null;
        return new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).AddTicks(ticks).CutToMilliseconds();
    }

    private static bool TryFraction(string text, ref int end, out long ticks)
    {
        ticks = 0;
        int digits = 0;
        long unit = TimeSpan.TicksPerSecond;
        for (end++; end < text.Length && char.IsAsciiDigit(text[end]); end++, digits++)
        {
            unit /= 10;
            ticks += (text[end] - '0') * unit;
        }

        return digits is > 0 and <= MaxFraction;
    }

    private static bool TryNumber(string text, int start, int length, out int number) =>
        int.TryParse(text.AsSpan(start, length), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
