using System.Globalization;
using MemberGrains.Gateway.Http;
using Microsoft.Net.Http.Headers;

namespace MemberGrains.Gateway.Requests;

/// <summary><c>If-Version-At-Least</c> and <c>If-None-Match</c>.</summary>
internal static class ReadPreconditions
{
    /// <summary>The version asked for, 0 for none; reports a bad one.</summary>
    public static long MinVersion(Exchange exchange)
    {
        if (!exchange.Has(Headers.IfVersionAtLeast)) return 0;
        if (long.TryParse(exchange.Single(Headers.IfVersionAtLeast), NumberStyles.None, CultureInfo.InvariantCulture, out long version)) return version;
        exchange.Errors.Add(Headers.IfVersionAtLeast, "A version is a whole number.");
        return 0;
    }

    /// <summary>Whether the caller has this version already. Tags are compared weakly; what is no tag matches nothing.</summary>
    public static bool HasAlready(Exchange exchange, long version)
    {
        var sent = exchange.Http.Request.Headers.IfNoneMatch;
        if (sent.Count == 0) return false;
        if (!EntityTagHeaderValue.TryParseList(sent, out var tags)) return false;
        string own = Text.Tag(version);
        foreach (var tag in tags)
        {
            if (tag.Equals(EntityTagHeaderValue.Any) || tag.Tag.Equals(own, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
