namespace MemberGrains.Storage.MySql.Faults;

/// <summary>A node answered with an error, or the connection to it failed; stays inside the adapter.</summary>
/// <param name="node">Name of the node.</param>
/// <param name="number">The server's error number; null if the connection or the driver failed.</param>
/// <param name="cause">What the driver threw.</param>
/// <param name="tls">Why there is no TLS with a server that is trusted; null if the fault is another.</param>
internal sealed class NodeFault(string node, int? number, Exception cause, string? tls = null) : Exception(cause.Message, cause)
{
    public string Node => node;

    public int? Number => number;

    public string? Tls => tls;

    /// <summary>Whether the session is gone, so that what was open in it is rolled back by the server.</summary>
    public bool IsLost => number is not { } sent || ServerErrors.EndsSession(sent);
}
