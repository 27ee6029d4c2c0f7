using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace OrderEvents;

/// <summary>
/// A queue of our own at our center's broker, bound to all changes. A message is acknowledged when it has been applied: a
/// crash before that has it delivered again.
/// </summary>
public sealed class ChangeFeed : IAsyncDisposable
{
    private const string Exchange = "membergrains.events";
    private const string EveryChange = "*.changes";

    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private ChangeFeed(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    /// <summary>Declares the queue and begins to consume; returns when messages flow.</summary>
    /// <param name="broker">For example <c>amqp://user:password@host:5672/</c>.</param>
    /// <param name="queue">Our own; it keeps what comes while we are away.</param>
    /// <param name="apply">One event at a time; throwing has its message delivered again.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<ChangeFeed> StartAsync(Uri broker, string queue, Action<JsonElement> apply, CancellationToken cancellation)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(cancellation);
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        await channel.BasicQosAsync(0, prefetchCount: 10, global: false, cancellation);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancellation);
        await channel.QueueBindAsync(queue, Exchange, EveryChange, cancellationToken: cancellation);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, message) =>
        {
            try
            {
                using var batch = JsonDocument.Parse(message.Body);
                foreach (var change in batch.RootElement.EnumerateArray()) apply(change);
                await channel.BasicAckAsync(message.DeliveryTag, multiple: false, CancellationToken.None);
            }
            catch (Exception fault)
            {
                await Console.Error.WriteLineAsync($"Not applied, asked for again: {fault.Message}");
                await channel.BasicNackAsync(message.DeliveryTag, multiple: false, requeue: true, CancellationToken.None);
            }
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancellation);
        return new ChangeFeed(connection, channel);
    }

    /// <summary>Leaves; what is not acknowledged goes to the next consumer of the queue.</summary>
    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
