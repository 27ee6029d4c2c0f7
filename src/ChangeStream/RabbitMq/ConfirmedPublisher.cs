using System.Threading.RateLimiting;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Resilience.Dependencies;
using Polly;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace MemberGrains.ChangeStream.RabbitMq;

/// <summary>
/// Publishes with confirms, mandatory: a message that no queue takes comes back, and has not been confirmed either. One
/// channel for all; what is in flight is bounded.
/// </summary>
internal sealed class ConfirmedPublisher(string center, BrokerConnection connection, Topology topology, RabbitMqOptions options, DependencyPipelines pipelines)
    : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ResiliencePipeline _pipeline = pipelines.Build(DependencyCall.BrokerPublish, center, BrokerFaults.Rules);
    private IChannel? _channel;
    private IConnection? _carrier;

    /// <exception cref="NotConfirmedException">The broker is not answerable for it; it may have it all the same.</exception>
    public async ValueTask PublishAsync(string exchange, string routingKey, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        try
        {
            await _pipeline.ExecuteAsync(token => PublishOnceAsync(new PublicationAddress(ExchangeType.Topic, exchange, routingKey), properties, body, cancellation, token), cancellation);
        }
        catch (PublishException refused)
        {
            throw new NotConfirmedException(
                refused.IsReturn ? $"The broker of center {center} has no queue for {routingKey}." : $"The broker of center {center} refused a message.", refused);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            throw new NotConfirmedException($"The broker of center {center} did not confirm: {fault.Message}", fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_channel is { } channel) await channel.DisposeAsync();
    }

    private async ValueTask PublishOnceAsync(
        PublicationAddress to, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken caller, CancellationToken token)
    {
        var (channel, carrier) = await ChannelAsync(token);
        // Without the token: the library would leave a message half written. It is waited for only as long as told.
        var publishing = channel.BasicPublishAsync(to.ExchangeName, to.RoutingKey, mandatory: true, properties, body, CancellationToken.None).AsTask();
        try
        {
            await publishing.WaitAsync(token);
        }
        catch (OperationCanceledException) when (!publishing.IsCompleted)
        {
            _ = ForgetAsync(publishing);
            // Its own time is over: whoever does not confirm one message does not confirm the next.
            if (!caller.IsCancellationRequested) _ = BrokerConnection.AbandonAsync(carrier);
            throw;
        }
    }

    private async ValueTask<(IChannel Channel, IConnection Carrier)> ChannelAsync(CancellationToken cancellation)
    {
        if (_channel is { IsOpen: true } open && _carrier is { } carrier) return (open, carrier);
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_channel is { IsOpen: true } made && _carrier is { } its) return (made, its);
            if (_channel is { } lost) await lost.DisposeAsync();
            _channel = null;
            var connected = await connection.GetAsync(cancellation);
            await using (var setup = await connected.CreateChannelAsync(cancellationToken: cancellation))
                await topology.DeclareAsync(setup, cancellation);
            _channel = await connected.CreateChannelAsync(Confirming(), cancellation);
            _carrier = connected;
            return (_channel, connected);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The library's own default limiter lets so many through in a second, whatever is confirmed meanwhile.</summary>
    private CreateChannelOptions Confirming() => new(
        publisherConfirmationsEnabled: true,
        publisherConfirmationTrackingEnabled: true,
        new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = options.InFlight,
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));

    private static async Task ForgetAsync(Task publishing)
    {
        try
        {
            await publishing;
        }
        catch (Exception)
        {
            // Nobody waits for it any more: it will be published again.
        }
    }
}
