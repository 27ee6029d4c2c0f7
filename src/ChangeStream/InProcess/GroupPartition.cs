using MemberGrains.ChangeStream.Port;

namespace MemberGrains.ChangeStream.InProcess;

/// <summary>A group's queue of one physical cluster: one message at a time, the same one again until it is acknowledged.</summary>
internal sealed class GroupPartition(ConsumerGroup group, string cluster, PartitionSettings settings)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Delivery> _queue = new();
    private bool _pumping;

    public string Cluster => cluster;

    public Task Enqueue(StreamMessage message, CancellationToken cancellation)
    {
        var delivery = new Delivery(message);
        lock (_gate)
        {
            if (_queue.Count >= settings.Options.QueueCapacity)
                return Task.FromException(new NotConfirmedException($"Group {group.Name} of center {settings.Center} holds {_queue.Count} messages of {cluster}."));
            _queue.AddLast(delivery);
        }

        delivery.WatchPublisher(() => Remove(delivery), cancellation);
        Wake();
        return delivery.Acknowledged;
    }

    /// <summary>Starts handing out if there is something to hand out and someone to hand it to.</summary>
    public void Wake()
    {
        Subscription? consumer;
        lock (_gate)
        {
            if (_pumping || _queue.Count == 0) return;
            consumer = group.Active;
            if (consumer is null || !consumer.TryEnter()) return;
            _pumping = true;
        }

        _ = Task.Factory.StartNew(
            () => PumpAsync(consumer),
            CancellationToken.None,
            TaskCreationOptions.DenyChildAttach,
            consumer.Scheduler);
    }

    public long WaitingEvents()
    {
        lock (_gate) return _queue.Sum(delivery => (long)delivery.Events);
    }

    private async Task PumpAsync(Subscription consumer)
    {
        while (Next(consumer) is { } delivery)
        {
            if (await TryHandleAsync(consumer, delivery))
            {
                Remove(delivery);
                delivery.Acknowledge();
            }
        }

        consumer.Exit();
        Wake();
    }

    private Delivery? Next(Subscription consumer)
    {
        lock (_gate)
        {
            if (!consumer.Stopping.IsCancellationRequested && _queue.First is { } first) return first.Value;
            _pumping = false;
            return null;
        }
    }

    private async ValueTask<bool> TryHandleAsync(Subscription consumer, Delivery delivery)
    {
        try
        {
            await consumer.HandleAsync(delivery.Message);
            return true;
        }
        catch (OperationCanceledException) when (consumer.Stopping.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception fault)
        {
            delivery.Failures++;
            settings.Metrics.Redelivered(settings.Center, group.Name);
            settings.Logger.HandlerFailed(fault, settings.Center, group.Name, cluster, delivery.Failures);
        }

        await PauseAsync(consumer, delivery.Failures);
        return false;
    }

    private async ValueTask PauseAsync(Subscription consumer, int failures)
    {
        double factor = Math.Pow(2, Math.Min(failures - 1, 20));
        var pause = settings.Options.FirstRedelivery * factor;
        if (pause > settings.Options.LongestRedelivery) pause = settings.Options.LongestRedelivery;
        try
        {
            await Task.Delay(pause, settings.Time, consumer.Stopping);
        }
        catch (OperationCanceledException)
        {
            // The consumer leaves: the next one gets the message.
        }
    }

    private void Remove(Delivery delivery)
    {
        lock (_gate) _queue.Remove(delivery);
    }
}
