using System.Diagnostics;

namespace MemberGrains.Gateway.Http;

/// <summary>W3C trace context of a request: the caller's if it sent one, else a new one.</summary>
/// <param name="TraceId">32 lower-case hex digits.</param>
/// <param name="TraceParent">What travels on with a command: the trace, under a span of this request.</param>
internal sealed record TraceContext(string TraceId, string TraceParent)
{
    private const int Length = 55;

    /// <summary>Reads <c>traceparent</c>; anything malformed counts as not sent.</summary>
    public static TraceContext From(string? traceParent)
    {
        bool sent = IsValid(traceParent);
        string traceId = sent ? traceParent![3..35] : ActivityTraceId.CreateRandom().ToHexString();
        string flags = sent ? traceParent![53..55] : "00";
        return new TraceContext(traceId, $"00-{traceId}-{ActivitySpanId.CreateRandom().ToHexString()}-{flags}");
    }

    private static bool IsValid(string? text)
    {
        if (text is null || text.Length < Length || text[2] != '-' || text[35] != '-' || text[52] != '-') return false;
        var version = text.AsSpan(0, 2);
        return IsLowerHex(version) && version is not "ff" && (text.Length == Length ? true : version is not "00" && text[Length] == '-')
            && IsId(text.AsSpan(3, 32)) && IsId(text.AsSpan(36, 16)) && IsLowerHex(text.AsSpan(53, 2));
    }

    private static bool IsId(ReadOnlySpan<char> id) => IsLowerHex(id) && id.ContainsAnyExcept('0');

    private static bool IsLowerHex(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiHexDigitLower(c)) return false;
        }

        return true;
    }
}
