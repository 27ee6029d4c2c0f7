using MemberGrains.Gateway.Http;

namespace MemberGrains.Gateway.Reading;

/// <summary><c>X-Source</c> and <c>X-Staleness-Ms</c>.</summary>
internal static class ReadHeaders
{
    public static void Set(Exchange exchange, ReadSource source, long stalenessMs)
    {
        var headers = exchange.Http.Response.Headers;
        headers[Headers.Source] = source.Name();
        headers[Headers.Staleness] = Text.Of(stalenessMs);
    }
}
