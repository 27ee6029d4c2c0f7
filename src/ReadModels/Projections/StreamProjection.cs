using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.ReadModels.Diagnostics;
using MemberGrains.ReadModels.Status;
using Microsoft.Extensions.Logging;

namespace MemberGrains.ReadModels.Projections;

/// <summary>
/// Feeds one read model from the stream. Events may be lost, repeated and reordered: versions make applying idempotent,
/// the cursor sees holes. To add a read model, derive, give it a group in <see cref="ChangeStream.StreamGroups"/> and
/// have the composition subscribe it.
/// </summary>
public abstract class StreamProjection
{
    private readonly Dictionary<string, StreamCursor> _cursors;
    private readonly TimeProvider _time;
    private readonly ReadModelMetrics _metrics;
    private readonly ILogger _logger;

    private protected StreamProjection(ReadModelHealth health, string group, ProjectionContext context)
    {
        Health = health;
        Group = group;
        _time = context.Time;
        _metrics = context.Metrics;
        _logger = context.Logger;
        _cursors = context.Clusters.Names.ToDictionary(name => name, _ => new StreamCursor(context.Options.GapPatience, context.Time));
    }

    /// <summary>State of the read model it feeds.</summary>
    public ReadModelHealth Health { get; }

    /// <summary>Its consumer group.</summary>
    public string Group { get; }

    /// <summary>
    /// Applies messages of one physical cluster in one write; throwing has them handed out again. One call at a time per
    /// physical cluster.
    /// </summary>
    public async ValueTask HandleAsync(ImmutableArray<StreamMessage> messages, CancellationToken cancellation)
    {
        string cluster = messages[0].Cluster;
        var cursor = _cursors[cluster];
        try
        {
            await ApplyAndCountAsync(EventsOf(messages), cancellation);
            foreach (var message in messages) Advance(cluster, cursor.Observe(message));
            if (cursor.IsOverdue) await RepairAsync(cluster, cursor, cancellation);
            Health.MarkWorking();
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            Health.MarkFailing();
            throw;
        }
    }

    /// <summary>Writes what is newer than what the model holds.</summary>
    protected abstract ValueTask ApplyAsync(ImmutableArray<ChangeEvent> events, CancellationToken cancellation);

    /// <summary>Brings the model up to the rows of a physical cluster, or makes sure that nothing older is read.</summary>
    protected abstract ValueTask RepairAsync(string cluster, CancellationToken cancellation);

    private static ImmutableArray<ChangeEvent> EventsOf(ImmutableArray<StreamMessage> messages) => messages is [StreamMessage.Changes alone]
        ? alone.Events
        : [.. messages.OfType<StreamMessage.Changes>().SelectMany(changes => changes.Events)];

    private async ValueTask ApplyAndCountAsync(ImmutableArray<ChangeEvent> events, CancellationToken cancellation)
    {
        if (events.IsEmpty) return;
        await ApplyAsync(events, cancellation);
        _metrics.Applied(Health.Center, Health.Name, events, _time.GetUtcNow());
    }

    private async ValueTask RepairAsync(string cluster, StreamCursor cursor, CancellationToken cancellation)
    {
        _logger.Repairing(Health.Center, Health.Name, cluster);
        await RepairAsync(cluster, cancellation);
        _metrics.Repaired(Health.Center, Health.Name);
        Advance(cluster, cursor.Repaired());
    }

    private void Advance(string cluster, DateTimeOffset? through)
    {
        if (through is { } time) Health.Progress.Advance(cluster, time);
    }
}
