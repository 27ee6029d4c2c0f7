using MemberGrains.Servers.Tls;

namespace MemberGrains.Servers.MariaDb;

/// <summary>How a node differs from a plain one.</summary>
public sealed record MariaDbOptions
{
    /// <value>Different for each node of a cluster.</value>
    public int ServerId { get; init; } = 1;

    /// <value>The same for the nodes of a cluster.</value>
    public int GtidDomain { get; init; } = 1;

    /// <value>Lines of the configuration, beside or in place of the usual ones; names with underscores.</value>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <value>Whether the node makes <see cref="MariaDbAccount"/> and its database itself. Nodes of a cluster get them by replication.</value>
    public bool MakesAccount { get; init; } = true;

    /// <value>With one it takes no connection over TCP that is not encrypted.</value>
    public ServerCertificate? Tls { get; init; }
}
