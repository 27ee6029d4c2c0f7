using MemberGrains.E2E.Tests.Running;

namespace MemberGrains.E2E.Tests.Kills;

/// <summary>A command as it was sent first, and is sent again, to the letter.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Key">Its idempotency key; null where it is idempotent by nature.</param>
/// <param name="Identities">Those it names.</param>
internal sealed record SentCommand(string Name, HttpMethod Method, string Path, string Body, string? Key, string[] Identities)
{
    /// <summary>Always the same, so that also a problem's bytes, which show it, are the same again.</summary>
    private const string TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    public Task<GatewayAnswer> SendAsync(GatewayCaller gateway, int timeoutMs) =>
        gateway.SendAsync(Method, Path, Body, Key, timeoutMs, TraceParent);
}
