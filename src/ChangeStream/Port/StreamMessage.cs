using System.Collections.Immutable;

namespace MemberGrains.ChangeStream.Port;

/// <summary>What a consumer is handed. Closed: one of the nested records.</summary>
public abstract record StreamMessage
{
    private StreamMessage(string cluster) => Cluster = cluster;

    /// <summary>The physical cluster it speaks of: messages of one keep their order, those of two do not.</summary>
    public string Cluster { get; init; }

    /// <summary>Its place in the relay's count.</summary>
    public RelayPosition Position { get; init; }

    /// <summary>Changes of one physical cluster, in stream order.</summary>
    public sealed record Changes(string Cluster, ImmutableArray<ChangeEvent> Events) : StreamMessage(Cluster);

    /// <summary>Everything committed in the cluster up to this time (UTC, the store's clock) has been published before.</summary>
    public sealed record Heartbeat(string Cluster, DateTimeOffset PublishedThrough) : StreamMessage(Cluster);
}
