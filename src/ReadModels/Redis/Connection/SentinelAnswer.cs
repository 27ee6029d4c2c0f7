using System.Globalization;
using System.Net;
using MemberGrains.ReadModels.Redis.Options;

namespace MemberGrains.ReadModels.Redis.Connection;

/// <summary>Where a sentinel believes the primary to be.</summary>
/// <param name="Endpoint">The address.</param>
/// <param name="Epoch">The configuration's epoch: every failover has a greater one.</param>
internal sealed record SentinelAnswer(EndPoint Endpoint, long Epoch)
{
    /// <summary>Null if the answer is not of this form.</summary>
    public static SentinelAnswer? Of(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var known = fields.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        string host = known.GetValueOrDefault("ip", "");
        string text = (host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host) + ":" + known.GetValueOrDefault("port", "");
        return RedisEndpoint.TryParse(text) is { } endpoint && long.TryParse(known.GetValueOrDefault("config-epoch"), NumberStyles.None, CultureInfo.InvariantCulture, out long epoch)
            ? new SentinelAnswer(endpoint, epoch)
            : null;
    }
}
