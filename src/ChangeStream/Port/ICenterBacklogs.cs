using System.Collections.Immutable;

namespace MemberGrains.ChangeStream.Port;

/// <summary>
/// Marks of centers that can not confirm, and what they have not been told, of each physical cluster; Storage implements
/// it, beside the outbox. <see cref="IOutbox.PublishedThroughAsync"/> tells the marks.
/// </summary>
/// <remarks>
/// The way of a center: marked out; rows confirmed by the other alone move to its backlog; the relay publishes the backlog
/// whenever it can; when that is empty the mark is removed. Every call that names a fence does nothing and says false if
/// the fence is not the current token of <see cref="OutboxRelayJob.Name"/>.
/// </remarks>
public interface ICenterBacklogs
{
    /// <summary>Marks a center out, durably; a mark that is there stays as it is. False if the fence is another's.</summary>
    ValueTask<bool> MarkOutAsync(string cluster, string center, long fence, CancellationToken cancellation);

    /// <summary>
    /// The operator's word: true marks a center out and keeps it so; false lets a mark go, which the relay removes when
    /// the backlog is empty. Needs no fence: the relay learns of it with the next heartbeat, and until then asks for both
    /// centers' confirms.
    /// </summary>
    ValueTask HoldAsync(string cluster, string center, bool held, CancellationToken cancellation);

    /// <summary>
    /// One transaction: the items leave the outbox and enter the center's backlog, as (identity, version) under the same
    /// id. False, and nothing happens, if the fence is another's or the center is not marked out.
    /// </summary>
    ValueTask<bool> MoveAsync(string cluster, string center, ImmutableArray<long> ids, long fence, CancellationToken cancellation);

    /// <summary>The oldest events of a center's backlog, by id; their content is that of their history rows.</summary>
    ValueTask<ImmutableArray<OutboxItem>> ReadAsync(string cluster, string center, int limit, CancellationToken cancellation);

    /// <summary>Deletes what the center has confirmed. False if the fence is another's.</summary>
    ValueTask<bool> DeleteAsync(string cluster, string center, ImmutableArray<long> ids, long fence, CancellationToken cancellation);

    /// <summary>
    /// Removes the mark if the backlog is empty and no operator holds it, in one transaction. False if it was not removed.
    /// </summary>
    ValueTask<bool> ReturnAsync(string cluster, string center, long fence, CancellationToken cancellation);
}
