namespace MemberGrains.ChangeStream.Port;

/// <summary>The fenced job that publishes an outbox: its fence is what <see cref="IOutbox.DeleteAsync"/> is held to.</summary>
public static class OutboxRelayJob
{
    /// <summary>Name of the job, one per physical cluster.</summary>
    public const string Name = "outbox-relay";
}
