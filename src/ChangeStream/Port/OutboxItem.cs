namespace MemberGrains.ChangeStream.Port;

/// <summary>An event that waits in a physical cluster's outbox.</summary>
/// <param name="Id">Ascending, but committed out of order: never "read past the last id".</param>
/// <param name="Event">The event.</param>
public sealed record OutboxItem(long Id, ChangeEvent Event);
