using System.Diagnostics;

namespace MemberGrains.Gateway.Http;

/// <summary>Spans of the gateway, for whoever listens; a command carries its trace context in any case.</summary>
internal static class Tracing
{
    private static readonly ActivitySource Source = new("MemberGrains.Gateway");

    /// <summary>A span under the caller's; null if nobody listens.</summary>
    public static Activity? Start(Exchange exchange)
    {
        if (!Source.HasListeners()) return null;
        string name = $"{exchange.Match.Route!.Method} {exchange.Match.Route.Template}";
        return Source.StartActivity(name, ActivityKind.Server, exchange.Trace.TraceParent);
    }
}
