using System.Diagnostics.Metrics;
using MemberGrains.ChangeStream.Port;

namespace MemberGrains.ChangeStream.Diagnostics;

/// <summary>Shows which centers are out, as the relays that run in this process last saw it.</summary>
internal sealed class BacklogMeter
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<(string Cluster, string Center), CenterOut?> _seen = [];

    public BacklogMeter(Meter meter)
    {
        meter.CreateObservableGauge("membergrains_relay_center_out", () => Measure(static mark => mark is null ? 0 : 1), "{mark}", "1 while a center is marked out for a physical cluster");
        meter.CreateObservableGauge("membergrains_relay_backlog_events", () => Measure(static mark => mark?.Waiting ?? 0), "{event}", "Events that a center marked out has not been told");
    }

    public void Set(string cluster, string center, CenterOut? mark)
    {
        lock (_gate) _seen[(cluster, center)] = mark;
    }

    /// <summary>Another process relays the cluster now.</summary>
    public void Forget(string cluster)
    {
        lock (_gate)
        {
            foreach (var key in _seen.Keys.Where(key => key.Cluster == cluster).ToList()) _seen.Remove(key);
        }
    }

    private List<Measurement<long>> Measure(Func<CenterOut?, long> value)
    {
        lock (_gate)
        {
            return [.. _seen.Select(seen => new Measurement<long>(
                value(seen.Value),
                new KeyValuePair<string, object?>("center", seen.Key.Center),
                new KeyValuePair<string, object?>("cluster", seen.Key.Cluster)))];
        }
    }
}
