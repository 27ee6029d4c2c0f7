using System.Collections.Immutable;
using RabbitMQ.Client;

namespace MemberGrains.ChangeStream.RabbitMq;

/// <summary>
/// Declares what the stream needs at a broker; declaring again changes nothing, so everybody does it on every connection
/// and a broker that lost everything has it again before the first message.
/// </summary>
internal sealed class Topology(StreamNames names, ImmutableArray<string> groups, Func<IReadOnlyList<string>> clusters)
{
    private static readonly Dictionary<string, object?> _quorum = new() { ["x-queue-type"] = "quorum" };

    // One consumer at a time, the next when that leaves: order holds within a queue.
    private static readonly Dictionary<string, object?> _partition = new() { ["x-queue-type"] = "quorum", ["x-single-active-consumer"] = true };

    public ImmutableArray<string> Groups => groups;

    public IReadOnlyList<string> Clusters => clusters();

    /// <summary>The exchange and the queues of every group.</summary>
    public async Task DeclareAsync(IChannel channel, CancellationToken cancellation)
    {
        foreach (string group in groups)
        {
            foreach (string cluster in Clusters) await DeclareAsync(channel, group, cluster, cancellation);
        }
    }

    /// <summary>What a group needs for one physical cluster.</summary>
    public async Task DeclareAsync(IChannel channel, string group, string cluster, CancellationToken cancellation)
    {
        await channel.ExchangeDeclareAsync(names.Exchange, ExchangeType.Topic, durable: true, autoDelete: false, cancellationToken: cancellation);
        await channel.QueueDeclareAsync(names.DeadOf(group), durable: true, exclusive: false, autoDelete: false, _quorum, cancellationToken: cancellation);
        string queue = names.QueueOf(group, cluster);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, _partition, cancellationToken: cancellation);
        await channel.QueueBindAsync(queue, names.Exchange, StreamNames.BindingOf(cluster), cancellationToken: cancellation);
    }
}
