using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using MemberGrains.ChangeStream.Port;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Cache.Checking;
using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.ReadModels.Diagnostics;

/// <summary>The instruments of the meter <c>MemberGrains.ReadModels</c>; docs/metrics.md lists them.</summary>
public sealed class ReadModelMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "MemberGrains.ReadModels";

    // Fine around 50 ms, where the goal for the caches is.
    private static readonly double[] LagBounds = [0.001, 0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2, 5, 10];

    private readonly Meter _meter;
    private readonly Counter<long> _cacheReads;
    private readonly Counter<long> _cacheFills;
    private readonly Counter<long> _floors;
    private readonly Counter<long> _checked;
    private readonly ConcurrentDictionary<string, RollingRatio> _hits = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RollingRatio> _stale = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly Counter<long> _applied;
    private readonly Counter<long> _repairs;
    private readonly Counter<long> _queries;
    private readonly Counter<long> _documents;
    private readonly Counter<long> _searchFailures;
    private readonly Histogram<double> _searchCalls;
    private readonly Histogram<double> _projection;

    /// <param name="meters">The host's factory; null for a meter of its own.</param>
    /// <param name="time">The clock of ratios over the last minute; null for the machine's.</param>
    public ReadModelMetrics(IMeterFactory? meters = null, TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        _meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _cacheReads = _meter.CreateCounter<long>("membergrains_cache_reads_total", "{read}", "Reads of a center's cache: hit, miss or bypassed");
        _cacheFills = _meter.CreateCounter<long>("membergrains_cache_fills_total", "{fill}", "Fills after a miss: taken or refused");
        _floors = _meter.CreateCounter<long>("membergrains_cache_floors_total", "{floor}", "Version floors raised by commands: raised or failed");
        _checked = _meter.CreateCounter<long>("membergrains_cache_checked_total", "{row}", "Rows compared with a center's cache: absent, fresh or stale there");
        _meter.CreateObservableGauge("membergrains_cache_hit_ratio", () => Ratios(_hits), "1", "Hits among the hits and misses of the last minute");
        _meter.CreateObservableGauge("membergrains_cache_stale_ratio", () => Ratios(_stale), "1", "Stale values among those that the checker found in the last minute");
        _applied = _meter.CreateCounter<long>("membergrains_projection_events_total", "{event}", "Events applied to a read model");
        _repairs = _meter.CreateCounter<long>("membergrains_projection_repairs_total", "{repair}", "Times a read model was repaired from the rows because messages were missing");
        _queries = _meter.CreateCounter<long>("membergrains_search_queries_total", "{query}", "Searches answered by a cluster");
        _documents = _meter.CreateCounter<long>("membergrains_search_documents_total", "{document}", "Documents sent to a search cluster: written, same or older");
        _searchFailures = _meter.CreateCounter<long>("membergrains_search_failures_total", "{call}", "Calls that a search cluster did not serve, after every repeat");
        _searchCalls = _meter.CreateHistogram<double>("membergrains_search_call_seconds", "s", "Time of a search cluster's call, repeats included");
        _projection = _meter.CreateHistogram<double>(
            "membergrains_projection_latency_seconds", "s", "Time from a change's commit to its being applied", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = LagBounds });
    }

    /// <summary>Shows the lag of every read model, taken when it is asked for.</summary>
    public void Observe(IReadModelStatus status)
    {
        _meter.CreateObservableGauge("membergrains_read_model_lag_milliseconds", () => Lags(status, item => item.LagMs), "ms", "Time since everything committed was applied");
        _meter.CreateObservableGauge("membergrains_read_model_lag_events", () => Lags(status, item => item.LagEvents), "{event}", "Events published and not applied");
    }

    internal void CacheRead(string center, CacheRead read)
    {
        _cacheReads.Add(1, new("center", center), new("result", read switch
        {
            Cache.CacheRead.Hit => "hit",
            Cache.CacheRead.Miss => "miss",
            _ => "bypassed",
        }));
        if (read is not Cache.CacheRead.Bypassed) RatioOf(_hits, center).Add(read is Cache.CacheRead.Hit);
    }

    internal void CacheChecked(string center, CacheCheck found)
    {
        _checked.Add(1, new("center", center), new("result", found switch
        {
            CacheCheck.Absent => "absent",
            CacheCheck.Fresh => "fresh",
            _ => "stale",
        }));
        if (found != CacheCheck.Absent) RatioOf(_stale, center).Add(found == CacheCheck.Stale);
    }

    internal void CacheFill(string center, bool taken) =>
        _cacheFills.Add(1, new("center", center), new("result", taken ? "taken" : "refused"));

    internal void FloorsRaised(string center, int floors, bool raised) =>
        _floors.Add(floors, new("center", center), new("result", raised ? "raised" : "failed"));

    internal void Applied(string center, string model, ImmutableArray<ChangeEvent> events, DateTimeOffset now)
    {
        _applied.Add(events.Length, new("center", center), new("model", model));
        foreach (var change in events) _projection.Record(Math.Max(0, (now - change.Entry.At).TotalSeconds), new("center", center), new("model", model));
    }

    internal void Repaired(string center, string model) => _repairs.Add(1, new("center", center), new("model", model));

    internal void Searched(string model, string query) => _queries.Add(1, new("model", model), new("query", query));

    internal void SearchWrote(string model, BulkResult result)
    {
        _documents.Add(result.Written, new("model", model), new("result", "written"));
        _documents.Add(result.Same, new("model", model), new("result", "same"));
        _documents.Add(result.Older, new("model", model), new("result", "older"));
    }

    internal void SearchCalled(string model, string call, TimeSpan took) => _searchCalls.Record(took.TotalSeconds, new("model", model), new("call", call));

    internal void SearchFailed(string model, string call, string reason) => _searchFailures.Add(1, new("model", model), new("call", call), new("reason", reason));

    private RollingRatio RatioOf(ConcurrentDictionary<string, RollingRatio> ratios, string center) =>
        ratios.GetOrAdd(center, static (_, time) => new RollingRatio(time), _time);

    private static IEnumerable<Measurement<double>> Ratios(ConcurrentDictionary<string, RollingRatio> ratios) =>
        from ratio in ratios
        where ratio.Value.Value is not null
        select new Measurement<double>(ratio.Value.Value!.Value, new KeyValuePair<string, object?>("center", ratio.Key));

    private static IEnumerable<Measurement<long>> Lags(IReadModelStatus status, Func<ReadModelItem, long> of) =>
        status.Items().Select(item => new Measurement<long>(of(item), new("center", item.Center), new("model", item.Name)));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
