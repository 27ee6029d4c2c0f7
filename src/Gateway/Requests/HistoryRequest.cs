using System.Globalization;
using MemberGrains.Gateway.Http;
using MemberGrains.Interfaces.History;

namespace MemberGrains.Gateway.Requests;

/// <summary>The query of a history.</summary>
internal static class HistoryRequest
{
    private const int MaxLimit = 200;
    private const int DefaultLimit = 50;

    public static IReadOnlyList<string> Parameters { get; } = ["limit", "before", "asOf"];

    /// <summary>Reads it; what is wrong is in the exchange's errors.</summary>
    public static HistoryQuery Read(Exchange exchange)
    {
        int limit = DefaultLimit;
        long? before = null;
        DateTimeOffset? asOf = null;
        if (exchange.Query["limit"] is { } limitText && (!int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxLimit))
            exchange.Errors.Add("limit", "A whole number of 1-200 is needed.");
        if (exchange.Query["before"] is { } beforeText)
        {
            if (long.TryParse(beforeText, NumberStyles.None, CultureInfo.InvariantCulture, out long version) && version > 0) before = version;
            else exchange.Errors.Add("before", "A version is a whole number from 1.");
        }

        if (exchange.Query["asOf"] is { } asOfText && (asOf = TimeText.Parse(asOfText)) is null)
            exchange.Errors.Add("asOf", "A time in UTC is needed, as of RFC 3339.");
        return new HistoryQuery(limit, before, asOf);
    }
}
