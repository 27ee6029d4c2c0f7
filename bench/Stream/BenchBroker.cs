using System.Collections.Immutable;
using MemberGrains.ChangeStream;
using MemberGrains.ChangeStream.Diagnostics;
using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.RabbitMq;
using MemberGrains.ReadModels.Projections;
using MemberGrains.Resilience.Dependencies;
using MemberGrains.Storage.Slots;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace MemberGrains.Bench.Stream;

/// <summary>The adapter at the broker of one center, with the queues a product has there, under names of its own; they go with it.</summary>
internal sealed class BenchBroker : IAsyncDisposable
{
    private readonly RabbitMqOptions _options = new();
    private readonly RabbitMqBroker _adapter;
    private readonly List<IAsyncDisposable> _subscriptions;

    public BenchBroker(string center, IConfiguration settings)
    {
        Center = center;
        settings.GetSection($"ChangeStream:RabbitMq:{center}").Bind(_options);
        _options.Prefix = "membergrains-bench";
        var groups = StreamGroups.Of(center);
        _adapter = new RabbitMqBroker(center, [.. groups], () => Clusters, _options, DependencyPipelines.Default, TimeProvider.System, new ChangeStreamMetrics(), NullLogger<RabbitMqBroker>.Instance);
        Links = [.. Clusters.Select(cluster => new StreamLink(_adapter, cluster, groups.Count))];
        _subscriptions = [.. groups.Select(group => _adapter.Subscribe(group, new ProjectionOptions().MessagesAtOnce, HandleAsync))];
    }

    public string Center { get; }

    /// <summary>One for each physical cluster.</summary>
    public ImmutableArray<StreamLink> Links { get; }

    private static string[] Clusters { get; } = [.. SlotMap.Default.Clusters.Select(cluster => cluster.Id)];

    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in _subscriptions) await subscription.DisposeAsync();
        await _adapter.DisposeAsync();
        await using var connection = new BrokerConnection(Center, "bench", _options, DependencyPipelines.Default);
        await connection.SetUpAsync(async (connected, cancellation) =>
        {
            var names = new StreamNames(_options.Prefix);
            await using var channel = await connected.CreateChannelAsync(cancellationToken: cancellation);
            await channel.ExchangeDeleteAsync(names.Exchange, ifUnused: false, cancellationToken: cancellation);
            foreach (string group in StreamGroups.Of(Center))
            {
                foreach (string queue in Clusters.Select(cluster => names.QueueOf(group, cluster)).Append(names.DeadOf(group)))
                    await channel.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false, cancellationToken: cancellation);
            }

            return true;
        }, CancellationToken.None);
    }

    private ValueTask HandleAsync(ImmutableArray<StreamMessage> messages, CancellationToken cancellation)
    {
        foreach (var message in messages) Links.Single(link => link.Cluster == message.Cluster).Handle(message);
        return default;
    }
}
