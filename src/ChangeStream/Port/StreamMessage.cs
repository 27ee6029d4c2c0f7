using System.Collections.Immutable;

namespace MemberGrains.ChangeStream.Port;

/// <summary>What a consumer is handed. Closed: one of the nested records.</summary>
public abstract record StreamMessage
{
    private StreamMessage()
    {
    }

    /// <summary>Changes of one physical cluster, in stream order.</summary>
    public sealed record Changes(string Cluster, ImmutableArray<ChangeEvent> Events) : StreamMessage;

    /// <summary>Everything committed in the cluster up to this time (UTC, the store's clock) has been published before.</summary>
    public sealed record Heartbeat(string Cluster, DateTimeOffset PublishedThrough) : StreamMessage;
}
