using MemberGrains.Gateway.Health;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Routing;
using Microsoft.AspNetCore.Http;

namespace MemberGrains.Gateway.Resources;

/// <summary><c>/healthz</c>, <c>/readyz</c>, <c>/centerz</c>: 200 unless down.</summary>
internal sealed class HealthResource(HealthProbe probe) : IResource
{
    private static readonly HealthReport Alive = new([new HealthCheck("process", HealthStatus.Ok)]);

    public IEnumerable<Route> Routes =>
    [
        new("GET", "/healthz", Audience.Open, exchange => AnswerAsync(exchange, Alive)),
        new("GET", "/readyz", Audience.Open, async exchange => await AnswerAsync(exchange, await probe.ReadyAsync())),
        new("GET", "/centerz", Audience.Open, async exchange => await AnswerAsync(exchange, await probe.CenterAsync())),
    ];

    private static ValueTask AnswerAsync(Exchange exchange, HealthReport report)
    {
        int status = report.Status == HealthStatus.Down ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        return Answer.JsonAsync(exchange.Http.Response, status, report, HealthReport.Write);
    }
}
