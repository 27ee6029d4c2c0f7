using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;

namespace MemberGrains.ChangeStream.Relay;

/// <summary>A message on its way to one center, and where the rows lie that it carries.</summary>
/// <param name="Message">Published again as it is until it is confirmed.</param>
/// <param name="Rows">Ids of the rows it carries that lie in the outbox.</param>
/// <param name="Backlog">Ids of those that lie in the center's backlog.</param>
internal sealed record Outgoing(StreamMessage Message, ImmutableArray<long> Rows, ImmutableArray<long> Backlog)
{
    /// <summary>These rows lie in the backlog now.</summary>
    public Outgoing Moved(IReadOnlySet<long> ids) => this with
    {
        Rows = Rows.RemoveAll(ids.Contains),
        Backlog = Backlog.AddRange(Rows.Where(ids.Contains)),
    };
}
