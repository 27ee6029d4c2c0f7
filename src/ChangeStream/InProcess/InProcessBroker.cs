using System.Runtime.ExceptionServices;
using MemberGrains.ChangeStream.Diagnostics;
using MemberGrains.ChangeStream.Port;
using Microsoft.Extensions.Logging;

namespace MemberGrains.ChangeStream.InProcess;

/// <summary>
/// The broker of a center that lives in one process with it. It keeps a broker's contract but for durability: a confirm
/// says that every group has acknowledged, so what a crash takes is still in the outbox.
/// </summary>
public sealed class InProcessBroker : IChangeBroker, IStreamBacklog
{
    private readonly Lock _gate = new();
    private readonly List<ConsumerGroup> _groups = [];
    private readonly PartitionSettings _settings;

    /// <param name="center">Its center.</param>
    /// <param name="groups">Groups that must acknowledge from the start, consumer or not.</param>
    /// <param name="options">Capacity and redelivery.</param>
    /// <param name="time">Clock of the redelivery pauses.</param>
    /// <param name="metrics">What it counts in.</param>
    /// <param name="logger">Where handler faults go.</param>
    public InProcessBroker(
        string center,
        IEnumerable<string> groups,
        InProcessBrokerOptions options,
        TimeProvider time,
        ChangeStreamMetrics metrics,
        ILogger<InProcessBroker> logger)
    {
        Center = center;
        _settings = new PartitionSettings(center, options, time, metrics, logger);
        foreach (string group in groups) GroupOf(group);
    }

    /// <inheritdoc/>
    public string Center { get; }

    /// <inheritdoc/>
    public async ValueTask PublishAsync(StreamMessage message, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Exception? fault = null;
        foreach (var acknowledgement in Enqueue(message, cancellation))
        {
            // One by one: Task.WhenAll would continue on the thread pool, out of the simulator's hands.
            try
            {
                await acknowledgement;
            }
            catch (Exception refused)
            {
                fault ??= refused;
            }
        }

        if (fault is not null) ExceptionDispatchInfo.Throw(fault);
    }

    /// <inheritdoc/>
    public IAsyncDisposable Subscribe(string group, Func<StreamMessage, CancellationToken, ValueTask> handler)
    {
        lock (_gate) return GroupOf(group).Subscribe(handler);
    }

    /// <inheritdoc/>
    public long WaitingEvents(string group)
    {
        lock (_gate) return _groups.Find(known => known.Name == group)?.WaitingEvents() ?? 0;
    }

    private Task[] Enqueue(StreamMessage message, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_groups.Count == 0) throw new NotConfirmedException($"No group listens at the broker of center {Center}.");
            var acknowledgements = new Task[_groups.Count];
            for (int i = 0; i < acknowledgements.Length; i++)
                acknowledgements[i] = _groups[i].PartitionOf(message.Cluster).Enqueue(message, cancellation);
            return acknowledgements;
        }
    }

    private ConsumerGroup GroupOf(string name)
    {
        if (_groups.Find(group => group.Name == name) is { } known) return known;
        var added = new ConsumerGroup(name, _settings);
        _groups.Add(added);
        return added;
    }
}
