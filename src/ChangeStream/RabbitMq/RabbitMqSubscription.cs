using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;

namespace MemberGrains.ChangeStream.RabbitMq;

/// <summary>One consumer of a group: a partition consumer for each physical cluster, until it is left.</summary>
internal sealed class RabbitMqSubscription : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running;
    private bool _left;

    public RabbitMqSubscription(ConsumerParts parts, string group, ushort most, Func<ImmutableArray<StreamMessage>, CancellationToken, ValueTask> handler)
    {
        _running = [.. parts.Topology.Clusters.Select(cluster => Start(new PartitionConsumer(parts, group, cluster, most, handler)))];
    }

    /// <summary>Ends the running handlers; what they had not acknowledged goes to the next consumer, first.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Interlocked.Exchange(ref _left, true)) _stop.Cancel();
        foreach (var running in _running) await running;
        _stop.Dispose();
    }

    // On the thread pool: what waits for a broker belongs to no grain's scheduler.
    private Task Start(PartitionConsumer consumer) => Task.Factory
        .StartNew(() => consumer.RunAsync(_stop.Token), CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default)
        .Unwrap();
}
