using System.Globalization;
using System.Net;

namespace MemberGrains.ReadModels.Redis.Options;

/// <summary>Endpoints as configuration and sentinels write them.</summary>
internal static class RedisEndpoint
{
    /// <summary>Null if <paramref name="text"/> is not <c>host:port</c> or <c>[ipv6]:port</c>.</summary>
    public static EndPoint? TryParse(string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) || port == 0) return null;
        string host = text[..colon];
        if (host.StartsWith('[') && host.EndsWith(']')) host = host[1..^1];
        else if (host.Contains(':', StringComparison.Ordinal)) return null;
        if (string.IsNullOrWhiteSpace(host)) return null;
        return IPAddress.TryParse(host, out var address) ? new IPEndPoint(address, port) : new DnsEndPoint(host, port);
    }

    /// <summary>As it was configured, which a validated option always is.</summary>
    public static EndPoint Parse(string text) => TryParse(text) ?? throw new FormatException($"'{text}' is not host:port.");

    /// <summary><c>host:port</c>.</summary>
    public static string Show(EndPoint endpoint) => endpoint switch
    {
        DnsEndPoint dns => string.Create(CultureInfo.InvariantCulture, $"{dns.Host}:{dns.Port}"),
        _ => endpoint.ToString() ?? "",
    };
}
