using System.Collections.Immutable;
using System.Threading.Channels;
using MemberGrains.ChangeStream.Port;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace MemberGrains.ChangeStream.RabbitMq;

/// <summary>
/// Takes the messages of one queue in order, over every connection there will be: all that have arrived together, at most
/// <paramref name="most"/>. The queue has a single active consumer; what is not acknowledged comes again, first.
/// </summary>
internal sealed class PartitionConsumer(
    ConsumerParts parts, string group, string cluster, ushort most, Func<ImmutableArray<StreamMessage>, CancellationToken, ValueTask> handler)
{
    private readonly DeliveryHandler _deliveries = new(parts, group, cluster, handler);
    private int _faults;

    /// <summary>Consumes until told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        // A connection of its own: a queue without a leader does not answer, and must not keep the others away.
        await using var connection = parts.Connect($"{group}-{cluster}");
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await ConsumeAsync(connection, stop);
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                _faults++;
                parts.Metrics.ConsumerLost(parts.Center, group);
                parts.Logger.ConsumerLost(fault, parts.Center, group, cluster, _faults);
            }

            await PauseAsync(stop);
        }
    }

    private async Task ConsumeAsync(BrokerConnection connection, CancellationToken stop)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var inbox = Channel.CreateUnbounded<Delivery>();
        await using var channel = await connection.SetUpAsync((connected, token) => OpenAsync(connected, inbox.Writer, lost, token), stop);
        while (true)
        {
            var waiting = await TakeAsync(inbox.Reader, lost.Token);
            if (waiting.Count > 1 && await _deliveries.TryTogetherAsync(waiting, lost.Token)) await AcknowledgeAsync(channel, waiting[^1]);
            else await EachAloneAsync(channel, waiting, lost.Token);
        }
    }

    /// <summary>At least one, and what else has arrived.</summary>
    private async ValueTask<List<Delivery>> TakeAsync(ChannelReader<Delivery> inbox, CancellationToken lost)
    {
        var waiting = new List<Delivery> { await inbox.ReadAsync(lost) };
        while (waiting.Count < most && inbox.TryRead(out var another)) waiting.Add(another);
        return waiting;
    }

    private async ValueTask EachAloneAsync(IChannel channel, List<Delivery> waiting, CancellationToken lost)
    {
        foreach (var delivery in waiting)
        {
            await _deliveries.HandleAsync(delivery, lost);
            await AcknowledgeAsync(channel, delivery);
        }
    }

    /// <summary>It, and all before it.</summary>
    private async ValueTask AcknowledgeAsync(IChannel channel, Delivery last)
    {
        await channel.BasicAckAsync(last.Tag, multiple: true, CancellationToken.None);
        _faults = 0;
    }

    private async ValueTask<IChannel> OpenAsync(IConnection connection, ChannelWriter<Delivery> inbox, CancellationTokenSource lost, CancellationToken cancellation)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        try
        {
            channel.ChannelShutdownAsync += (_, _) => Lose(lost);
            await parts.Topology.DeclareAsync(channel, group, cluster, cancellation);
            await channel.BasicQosAsync(prefetchSize: 0, prefetchCount: most, global: false, cancellation);
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, message) => Receive(inbox, message);
            consumer.UnregisteredAsync += (_, _) => Lose(lost);
            await channel.BasicConsumeAsync(parts.Names.QueueOf(group, cluster), autoAck: false, consumer, cancellation);
            return channel;
        }
        catch
        {
            // With its connection: a broker that is late would make a consumer of it that nobody hears.
            _ = BrokerConnection.AbandonAsync(connection);
            throw;
        }
    }

    private static Task Receive(ChannelWriter<Delivery> inbox, BasicDeliverEventArgs message)
    {
        // The library takes the bytes back when this returns.
        inbox.TryWrite(new Delivery(message.DeliveryTag, new BasicProperties(message.BasicProperties), message.Body.ToArray()));
        return Task.CompletedTask;
    }

    private static Task Lose(CancellationTokenSource lost)
    {
        lost.Cancel();
        return Task.CompletedTask;
    }

    private async Task PauseAsync(CancellationToken stop)
    {
        try
        {
            await Task.Delay(Pauses.After(_faults, parts.Options), parts.Time, stop);
        }
        catch (OperationCanceledException)
        {
            // The loop looks at its token.
        }
    }
}
