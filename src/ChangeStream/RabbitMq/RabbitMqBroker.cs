using System.Collections.Immutable;
using MemberGrains.ChangeStream.Diagnostics;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Resilience.Dependencies;
using Microsoft.Extensions.Logging;

namespace MemberGrains.ChangeStream.RabbitMq;

/// <summary>
/// A center's RabbitMQ: one topic exchange, a durable quorum queue for each group and physical cluster. Publishing and
/// every consumer have connections of their own: a broker that holds back one of them holds its whole connection.
/// </summary>
internal sealed class RabbitMqBroker : IChangeBroker, IStreamBacklog, IAsyncDisposable
{
    private readonly StreamNames _names;
    private readonly BrokerConnection _publishing;
    private readonly BrokerConnection _looking;
    private readonly ConfirmedPublisher _publisher;
    private readonly ConsumerParts _parts;
    private readonly QueueDepths _depths;

    /// <param name="center">Its center.</param>
    /// <param name="groups">Groups that every message is kept for, consumer or not.</param>
    /// <param name="clusters">The physical clusters; asked when they are needed.</param>
    /// <param name="options">Where it is.</param>
    /// <param name="pipelines">Time-outs and breakers.</param>
    /// <param name="time">Clock of pauses.</param>
    /// <param name="metrics">What it counts in.</param>
    /// <param name="logger">Where faults go.</param>
    public RabbitMqBroker(
        string center, ImmutableArray<string> groups, Func<IReadOnlyList<string>> clusters, RabbitMqOptions options,
        DependencyPipelines pipelines, TimeProvider time, ChangeStreamMetrics metrics, ILogger<RabbitMqBroker> logger)
    {
        Center = center;
        _names = new StreamNames(options.Prefix);
        var topology = new Topology(_names, groups, clusters);
        _publishing = new BrokerConnection(center, "publish", options, pipelines);
        _looking = new BrokerConnection(center, "look", options, pipelines);
        _publisher = new ConfirmedPublisher(center, _publishing, topology, options, pipelines, time);
        var letters = new DeadLetterWriter(center, _names, _publisher, time, metrics, logger);
        _parts = new ConsumerParts(center, purpose => new BrokerConnection(center, purpose, options, pipelines), topology, _names, letters, options, time, metrics, logger);
        _depths = new QueueDepths(_looking, topology, _names, time);
        DeadLetters = new DeadLetterQueues(center, _looking, _publisher, topology, _names, time);
    }

    /// <inheritdoc/>
    public string Center { get; }

    /// <summary>What its groups could not take.</summary>
    public IDeadLetters DeadLetters { get; }

    /// <inheritdoc/>
    public ValueTask PublishAsync(StreamMessage message, CancellationToken cancellation) =>
        _publisher.PublishAsync(_names.Exchange, MessageCodec.RoutingKey(message), MessageCodec.Properties(message), MessageCodec.Body(message), cancellation);

    /// <inheritdoc/>
    public IAsyncDisposable Subscribe(string group, Func<StreamMessage, CancellationToken, ValueTask> handler) =>
        Subscribe(group, most: 1, (messages, cancellation) => handler(messages[0], cancellation));

    /// <inheritdoc/>
    public IAsyncDisposable Subscribe(string group, int most, Func<ImmutableArray<StreamMessage>, CancellationToken, ValueTask> handler)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, ushort.MaxValue);
        return new RabbitMqSubscription(_parts, group, (ushort)most, handler);
    }

    /// <summary>Messages, each with up to a batch of events, as they were counted some seconds ago at most.</summary>
    public long WaitingEvents(string group) => _depths.Of(group);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _depths.DisposeAsync();
        await _publisher.DisposeAsync();
        await _publishing.DisposeAsync();
        await _looking.DisposeAsync();
    }
}
