namespace MemberGrains.ChangeStream.RabbitMq;

/// <summary>What exchange, queues and routing keys are called; docs/events.md tells it to other services.</summary>
internal sealed class StreamNames(string prefix)
{
    public const string Changes = "changes";
    public const string Heartbeat = "heartbeat";

    /// <summary>The one topic exchange.</summary>
    public string Exchange => $"{prefix}.events";

    /// <summary>A group's queue of one physical cluster.</summary>
    public string QueueOf(string group, string cluster) => $"{prefix}.{group}.{cluster}";

    /// <summary>Where a group's poison messages go.</summary>
    public string DeadOf(string group) => $"{prefix}.{group}.dead";

    /// <summary>Everything of one physical cluster.</summary>
    public static string BindingOf(string cluster) => $"{cluster}.*";

    public static string RoutingKey(string cluster, string kind) => $"{cluster}.{kind}";
}
