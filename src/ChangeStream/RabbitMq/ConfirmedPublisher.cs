using System.Threading.RateLimiting;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Resilience.Dependencies;
using MemberGrains.Resilience.Trust;
using Polly;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace MemberGrains.ChangeStream.RabbitMq;

/// <summary>
/// Publishes with confirms, mandatory: a message that no queue takes comes back, and has not been confirmed either. One
/// channel for all; what is in flight is bounded, and leaves in the order of the calls.
/// </summary>
internal sealed class ConfirmedPublisher(string center, BrokerConnection connection, Topology topology, RabbitMqOptions options, DependencyPipelines pipelines, TimeProvider time)
    : IAsyncDisposable
{
    private readonly ConcurrencyLimiter _turn = FirstCome(1);
    // Not the library's: its own default lets so many through in a second, whatever is confirmed meanwhile, and any of them
    // lets the calls that waited overtake each other.
    private readonly ConcurrencyLimiter _inFlight = FirstCome(options.InFlight);
    private readonly ResiliencePipeline _pipeline = pipelines.Build(DependencyCall.BrokerPublish, center, BrokerFaults.Rules);
    private Carrier? _carrier;

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
            throw new NotConfirmedException($"The broker of center {center} did not confirm: {ServerTrust.ReasonIn(fault) ?? fault.Message}", fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_carrier is { } carrier) await carrier.Channel.DisposeAsync();
    }

    private async ValueTask PublishOnceAsync(
        PublicationAddress to, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken caller, CancellationToken token)
    {
        Carrier carrier;
        Task publishing;
        // One call after the other until the library has numbered its message; what waits for a connection is not overtaken.
        using (await _turn.AcquireAsync(cancellationToken: token))
        {
            carrier = await CarrierAsync(token);
            await SettleAsync(carrier, token);
            publishing = SendAsync(carrier.Channel, to, properties, body, await _inFlight.AcquireAsync(cancellationToken: token));
        }

        try
        {
            await publishing.WaitAsync(token);
        }
        catch (PublishException refused) when (refused.IsReturn)
        {
            // A queue of ours may be gone: declared again before the next message.
            carrier.IsDeclared = false;
            throw;
        }
        catch (OperationCanceledException) when (!publishing.IsCompleted)
        {
            _ = ForgetAsync(publishing);
            // Its own time is over: whoever does not confirm one message does not confirm the next.
            if (!caller.IsCancellationRequested) _ = BrokerConnection.AbandonAsync(carrier.Connection);
            throw;
        }
    }

    // Without the token: the library would leave a message half written. It is waited for only as long as told.
    private static async Task SendAsync(IChannel channel, PublicationAddress to, BasicProperties properties, ReadOnlyMemory<byte> body, RateLimitLease place)
    {
        using (place) await channel.BasicPublishAsync(to.ExchangeName, to.RoutingKey, mandatory: true, properties, body, CancellationToken.None);
    }

    private async ValueTask<Carrier> CarrierAsync(CancellationToken cancellation) =>
        _carrier is { IsReady: true } ready ? ready : _carrier = await connection.SetUpAsync(PrepareAsync, cancellation);

    // Held after the carrier is kept: whoever runs out of time here leaves the next one a shorter wait.
    private async ValueTask SettleAsync(Carrier carrier, CancellationToken cancellation)
    {
        var left = options.Settle - time.GetElapsedTime(carrier.DeclaredAt);
        if (left > TimeSpan.Zero) await Task.Delay(left, time, cancellation);
    }

    private async ValueTask<Carrier> PrepareAsync(IConnection connected, CancellationToken cancellation)
    {
        await using (var setup = await connected.CreateChannelAsync(cancellationToken: cancellation))
            await topology.DeclareAsync(setup, cancellation);
        long declaredAt = time.GetTimestamp();
        if (_carrier is { Channel.IsOpen: true } open) return new Carrier(open.Connection, open.Channel, declaredAt);
        if (_carrier is { } lost) await lost.Channel.DisposeAsync();
        return new Carrier(connected, await connected.CreateChannelAsync(Confirming(), cancellation), declaredAt);
    }

    private static CreateChannelOptions Confirming() => new(
        publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null);

    private static ConcurrencyLimiter FirstCome(int permits) => new(new ConcurrencyLimiterOptions
    {
        PermitLimit = permits,
        QueueLimit = int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

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

    private sealed class Carrier(IConnection connection, IChannel channel, long declaredAt)
    {
        public IConnection Connection => connection;

        public IChannel Channel => channel;

        public long DeclaredAt => declaredAt;

        public bool IsDeclared { get; set; } = true;

        public bool IsReady => channel.IsOpen && IsDeclared;
    }
}
