namespace MemberGrains.Gateway.Http;

/// <summary>Header names of the contract.</summary>
internal static class Headers
{
    public const string ApiKey = "X-Api-Key";
    public const string Center = "X-Center";
    public const string IdempotencyKey = "Idempotency-Key";
    public const string IdempotentReplay = "Idempotent-Replay";
    public const string IfVersionAtLeast = "If-Version-At-Least";
    public const string Source = "X-Source";
    public const string Staleness = "X-Staleness-Ms";
    public const string Timeout = "X-Timeout-Ms";
    public const string TraceParent = "traceparent";
}
