using System.Diagnostics.Metrics;

namespace MemberGrains.Silo.Jobs;

/// <summary>
/// Shows what the recovery job last read in the indexes of unfinished rows, for the physical clusters whose job this silo
/// holds. The catalogue is docs/metrics.md.
/// </summary>
internal sealed class PendingMeter : IDisposable
{
    private readonly Meter _meter = new("MemberGrains.Silo");
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Seen> _seen = new(StringComparer.Ordinal);

    public PendingMeter()
    {
        _meter.CreateObservableGauge("membergrains_binding_operations_pending", () => Measure(static seen => seen.Operations));
        _meter.CreateObservableGauge("membergrains_binding_operations_pending_age_seconds", () => Measure(static seen => seen.Age.TotalSeconds));
    }

    /// <param name="cluster">Physical cluster.</param>
    /// <param name="fence">Of the job.</param>
    /// <param name="operations">Prepared or decided, and not finished.</param>
    /// <param name="oldest">Age of the oldest; zero if there is none.</param>
    /// <param name="held">Ends when this silo loses the job: what another one sees then is not known here.</param>
    public void Saw(string cluster, long fence, int operations, TimeSpan oldest, CancellationToken held)
    {
        lock (_gate)
        {
            bool known = _seen.TryGetValue(cluster, out var before) && before.Fence == fence;
            _seen[cluster] = new Seen(fence, operations, oldest);
            if (known) return;
        }

        // Not under the lock: a token that has ended calls back at once.
        held.UnsafeRegister(static (state, _) => ((Forgetting)state!).Run(), new Forgetting(this, cluster, fence));
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private List<Measurement<double>> Measure(Func<Seen, double> value)
    {
        lock (_gate) return [.. _seen.Select(seen => new Measurement<double>(value(seen.Value), new KeyValuePair<string, object?>("cluster", seen.Key)))];
    }

    private readonly record struct Seen(long Fence, int Operations, TimeSpan Age);

    private sealed record Forgetting(PendingMeter Meter, string Cluster, long Fence)
    {
        public void Run()
        {
            lock (Meter._gate)
            {
                if (Meter._seen.TryGetValue(Cluster, out var seen) && seen.Fence == Fence) Meter._seen.Remove(Cluster);
            }
        }
    }
}
