using System.Text;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Metrics;
using MemberGrains.Gateway.Routing;
using Microsoft.AspNetCore.Http;

namespace MemberGrains.Gateway.Resources;

/// <summary><c>/metrics</c>.</summary>
internal sealed class MetricsResource(PrometheusExporter exporter) : IResource
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public IEnumerable<Route> Routes => [new("GET", "/metrics", Audience.Open, ScrapeAsync)];

    private ValueTask ScrapeAsync(Exchange exchange) =>
        Answer.BytesAsync(exchange.Http.Response, StatusCodes.Status200OK, ContentType, Encoding.UTF8.GetBytes(exporter.Scrape()));
}
