using System.Diagnostics.Metrics;

namespace MemberGrains.ChangeStream.Diagnostics;

/// <summary>The instruments of the meter <c>MemberGrains.ChangeStream</c>; docs/metrics.md lists them.</summary>
public sealed class ChangeStreamMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "MemberGrains.ChangeStream";

    private readonly Meter _meter;
    private readonly Counter<long> _published;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _removed;
    private readonly Counter<long> _redelivered;
    private readonly Counter<long> _putAside;
    private readonly Counter<long> _consumersLost;
    private readonly Histogram<double> _confirm;

    /// <param name="meters">The host's factory; null for a meter of its own.</param>
    public ChangeStreamMetrics(IMeterFactory? meters = null)
    {
        _meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _published = _meter.CreateCounter<long>("membergrains_relay_published_total", "{event}", "Events confirmed by a center's broker");
        _failures = _meter.CreateCounter<long>("membergrains_relay_publish_failures_total", "{message}", "Messages a center's broker did not confirm");
        _removed = _meter.CreateCounter<long>("membergrains_outbox_removed_total", "{event}", "Events that left an outbox: confirmed by every center, or moved to the backlog of one that is out");
        _redelivered = _meter.CreateCounter<long>("membergrains_broker_redelivered_total", "{message}", "Messages handed out again after a handler failed");
        _putAside = _meter.CreateCounter<long>("membergrains_broker_dead_letters_total", "{message}", "Messages put aside because a group could not take them");
        _consumersLost = _meter.CreateCounter<long>("membergrains_broker_consumers_lost_total", "{time}", "Times a consumer lost its broker and connected again");
        Backlogs = new BacklogMeter(_meter);
        _confirm = _meter.CreateHistogram<double>("membergrains_relay_confirm_seconds", "s", "Time from publishing a message to its confirm");
    }

    /// <summary>Which centers are out.</summary>
    internal BacklogMeter Backlogs { get; }

    internal void Published(string center, string cluster, int events, TimeSpan took)
    {
        if (events > 0) _published.Add(events, new("center", center), new("cluster", cluster));
        _confirm.Record(took.TotalSeconds, new KeyValuePair<string, object?>("center", center));
    }

    internal void NotPublished(string center, string cluster) => _failures.Add(1, new("center", center), new("cluster", cluster));

    internal void Removed(string cluster, int events) => _removed.Add(events, new KeyValuePair<string, object?>("cluster", cluster));

    internal void Redelivered(string center, string group) => _redelivered.Add(1, new("center", center), new("group", group));

    internal void PutAside(string center, string group) => _putAside.Add(1, new("center", center), new("group", group));

    internal void ConsumerLost(string center, string group) => _consumersLost.Add(1, new("center", center), new("group", group));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
