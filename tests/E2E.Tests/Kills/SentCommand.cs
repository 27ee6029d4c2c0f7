using MemberGrains.E2E.Tests.Running;

namespace MemberGrains.E2E.Tests.Kills;

/// <summary>A command as it was sent first, and is sent again, to the letter.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Key">Its idempotency key; null where it is idempotent by nature.</param>
/// <param name="Identities">Those it names.</param>
/// <param name="ByOperator">Whether it is an operator's.</param>
internal sealed record SentCommand(string Name, HttpMethod Method, string Path, string Body, string? Key, string[] Identities, bool ByOperator = false)
{
    /// <summary>Always the same, so that also a problem's bytes, which show it, are the same again.</summary>
    private const string TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    /// <summary>To the gateway of center a or b.</summary>
    public Task<GatewayAnswer> SendAsync(Laptop laptop, bool toA, int timeoutMs)
    {
        var gateway = ByOperator ? (toA ? laptop.OperatorA : laptop.OperatorB) : toA ? laptop.A : laptop.B;
        return gateway.SendAsync(Method, Path, Body, Key, timeoutMs, TraceParent);
    }
}
