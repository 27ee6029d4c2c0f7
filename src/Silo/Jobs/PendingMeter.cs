using System.Diagnostics.Metrics;

namespace MemberGrains.Silo.Jobs;

/// <summary>Shows what the recovery job saw last: operations that are unfinished for too long. The catalogue is docs/metrics.md.</summary>
internal sealed class PendingMeter : IDisposable
{
    private readonly Meter _meter = new("MemberGrains.Silo");
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, (int Rows, TimeSpan Age)> _seen = new(StringComparer.Ordinal);

    public PendingMeter()
    {
        _meter.CreateObservableGauge("membergrains_operations_pending", () => Measure(static seen => (double)seen.Rows));
        _meter.CreateObservableGauge("membergrains_operations_pending_age_seconds", () => Measure(static seen => seen.Age.TotalSeconds));
    }

    public void Saw(string cluster, int rows, TimeSpan oldest)
    {
        lock (_gate) _seen[cluster] = (rows, oldest);
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private List<Measurement<double>> Measure(Func<(int Rows, TimeSpan Age), double> value)
    {
        lock (_gate) return [.. _seen.Select(seen => new Measurement<double>(value(seen.Value), new KeyValuePair<string, object?>("cluster", seen.Key)))];
    }
}
