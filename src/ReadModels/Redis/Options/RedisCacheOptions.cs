using System.ComponentModel.DataAnnotations;
using System.Globalization;
using MemberGrains.Resilience.Trust;

namespace MemberGrains.ReadModels.Redis.Options;

/// <summary>The Redis of one center: section <c>Cache:Redis:a</c>, <c>Cache:Redis:b</c>.</summary>
public sealed class RedisCacheOptions
{
    /// <summary>
    /// <c>host:port</c> of the server, or of its sentinels when <see cref="SentinelService"/> is set. Of several servers the
    /// one that is primary is used.
    /// </summary>
    /// <value>At least one.</value>
    [Required, MinLength(1)]
    public IList<string> Endpoints { get; set; } = [];

    /// <summary>Password of the servers.</summary>
    /// <value>Default none. Never shown.</value>
    public string? Password { get; set; }

    /// <summary>Whether servers and sentinels speak TLS; their certificates must be trusted (<see cref="TlsCa"/>) and bear the right name.</summary>
    /// <value>Default false.</value>
    public bool Tls { get; set; }

    /// <summary>File of the certificate authority, in PEM, that must have issued the certificates.</summary>
    /// <value>Default null: any that this machine trusts.</value>
    [CaFile]
    public string? TlsCa { get; set; }

    /// <summary>The name that the servers' certificates bear, when it is not the host's.</summary>
    /// <value>Default none.</value>
    public string? TlsHost { get; set; }

    /// <summary>The service's name at the sentinels, which then are the endpoints.</summary>
    /// <value>Default none: the endpoints are servers.</value>
    public string? SentinelService { get; set; }

    /// <summary>Password of the sentinels.</summary>
    /// <value>Default none. Never shown.</value>
    public string? SentinelPassword { get; set; }

    /// <summary>First part of every key, for servers that are shared.</summary>
    /// <value>Default <c>mg</c>; up to 32 letters, digits, <c>-</c>, <c>_</c>.</value>
    [Required, RegularExpression("[A-Za-z0-9_-]{1,32}")]
    public string KeyPrefix { get; set; } = "mg";

    /// <summary>How often the server, and the sentinels, are asked who is primary.</summary>
    /// <value>Milliseconds, 20-60,000. Default 500.</value>
    [Range(20, 60_000)]
    public int ProbeMs { get; set; } = 500;

    /// <summary>Time for a connection, and for one answer to a probe: a server that hangs longer is left.</summary>
    /// <value>Milliseconds, 50-60,000. Default 1,000.</value>
    [Range(50, 60_000)]
    public int ProbeTimeoutMs { get; set; } = 1_000;

    /// <summary>
    /// How far the machines' clocks may be apart. A generation takes no value that was the newest less than this after its
    /// birth, so for that long after one it only misses.
    /// </summary>
    /// <value>Milliseconds, 0-5,000. Default 100.</value>
    [Range(0, 5_000)]
    public int ClockToleranceMs { get; set; } = 100;

    /// <summary>Everything but the secrets.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"endpoints {string.Join(',', Endpoints)}, service {SentinelService ?? "none"}, password {Shown(Password)}, sentinel password {Shown(SentinelPassword)}, TLS {(Tls ? TlsHost ?? "yes" : "no")}, prefix {KeyPrefix}, probe {ProbeMs} ms within {ProbeTimeoutMs} ms, clocks {ClockToleranceMs} ms");

    private static string Shown(string? secret) => string.IsNullOrEmpty(secret) ? "none" : "set";
}
