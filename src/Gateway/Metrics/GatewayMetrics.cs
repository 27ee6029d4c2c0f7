using System.Diagnostics;
using System.Diagnostics.Metrics;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Problems;
using MemberGrains.Gateway.Reading;
using MemberGrains.Interfaces.Reads;
using MemberGrains.Resilience.Admission;

namespace MemberGrains.Gateway.Metrics;

/// <summary>The gateway's instruments; the catalogue is docs/metrics.md.</summary>
internal sealed class GatewayMetrics : IDisposable
{
    private readonly Meter _meter = new("MemberGrains.Gateway");
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _reads;
    private readonly Histogram<double> _staleness;
    private readonly Counter<long> _askedAgain;
    private readonly KeyValuePair<string, object?> _center;
    private readonly TimeProvider _time;

    public GatewayMetrics(GatewayOptions options, AdmissionGate gate, TimeProvider time)
    {
        _center = new("center", options.Center);
        _time = time;
        _requests = _meter.CreateCounter<long>("membergrains_gateway_requests_total", null, "Requests answered.");
        _duration = _meter.CreateHistogram<double>("membergrains_gateway_request_duration_seconds", "s", "From the request's head to its answer.");
        _refusals = _meter.CreateCounter<long>("membergrains_gateway_refusals_total", null, "Requests answered with a problem.");
        _reads = _meter.CreateCounter<long>("membergrains_gateway_reads_total", null, "Relations found, by where they were from.");
        _staleness = _meter.CreateHistogram<double>("membergrains_gateway_read_staleness_seconds", "s", "Staleness of relations found.");
        _askedAgain = _meter.CreateCounter<long>("membergrains_gateway_calls_repeated_total", null, "Grain calls made again because the way to the grain failed.");
        _meter.CreateObservableGauge("membergrains_gateway_admission_running", () => Running(gate.State), null, "Requests that run.");
        _meter.CreateObservableGauge("membergrains_gateway_admission_waiting", () => Waiting(gate.State), null, "Requests that wait for room.");
    }

    /// <summary>A request was answered.</summary>
    public void Answered(Exchange exchange)
    {
        var route = new KeyValuePair<string, object?>("route", exchange.Match.Route?.Template ?? "none");
        _requests.Add(1, new TagList
        {
            _center,
            { "class", exchange.Account?.ClassName ?? "none" },
            { "method", exchange.Match.Route?.Method ?? "none" },
            route,
            { "status", Text.Of(exchange.Http.Response.StatusCode) },
        });
        _duration.Record(_time.GetElapsedTime(exchange.StartedAt).TotalSeconds, _center, route);
        if (exchange.Refusal is { } code) _refusals.Add(1, _center, new("code", code));
    }

    /// <summary>The server refused a request before its route was known.</summary>
    public void Refused(ProblemCode code)
    {
        _requests.Add(1, new TagList { _center, { "class", "none" }, { "method", "none" }, { "route", "none" }, { "status", Text.Of(code.Status) } });
        _refusals.Add(1, _center, new("code", code.Code));
    }

    /// <summary>A relation was found.</summary>
    public void Read(ReadSource source, Consistency consistency, long stalenessMs)
    {
        var sourceTag = new KeyValuePair<string, object?>("source", source.Name());
        _reads.Add(1, _center, new("consistency", Name(consistency)), sourceTag);
        _staleness.Record(stalenessMs / 1_000d, _center, sourceTag);
    }

    /// <summary>A grain call is made again.</summary>
    public void AskedAgain() => _askedAgain.Add(1, _center);

    public void Dispose() => _meter.Dispose();

    private static string Name(Consistency consistency) => consistency switch
    {
        Consistency.Strong => "strong",
        Consistency.Bounded => "bounded",
        _ => "any",
    };

    private Measurement<int>[] Running(AdmissionState state) =>
        [new(state.OrderRunning, _center, new("class", "order")), new(state.MarketingRunning, _center, new("class", "marketing"))];

    private Measurement<int>[] Waiting(AdmissionState state) =>
        [new(state.OrderWaiting, _center, new("class", "order")), new(state.MarketingWaiting, _center, new("class", "marketing"))];
}
