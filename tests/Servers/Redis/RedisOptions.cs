using MemberGrains.Servers.Tls;

namespace MemberGrains.Servers.Redis;

/// <summary>How a server differs from a plain one.</summary>
public sealed record RedisOptions
{
    /// <value>Asked of every client; null asks for none.</value>
    public string? Password { get; init; }

    /// <value>Whether it keeps its keys over a restart. A cache of the product does not: it begins a new generation.</value>
    public bool KeepsKeys { get; init; }

    /// <value>Port of the server of which this one is a replica, with the same password; null for none.</value>
    public int? ReplicaOf { get; init; }

    /// <value>With one it speaks TLS only; null: it does not.</value>
    public ServerCertificate? Tls { get; init; }

    /// <value>Further lines of the configuration.</value>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
