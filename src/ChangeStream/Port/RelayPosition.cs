namespace MemberGrains.ChangeStream.Port;

/// <summary>
/// Where a message stands among those that one relay published to one center. Numbers start at 1 and have no holes, so a
/// consumer sees that something is missing or has been overtaken. A message published again keeps its number.
/// </summary>
/// <param name="Fence">The relay's fence token: ascends with every hand-over. 0: the publisher counts nothing.</param>
/// <param name="Number">1, 2, 3 .. per fence, physical cluster and center.</param>
public readonly record struct RelayPosition(long Fence, long Number);
