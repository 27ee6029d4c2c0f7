using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;

namespace MemberGrains.Storage.Port.Backend;

/// <summary>The outbox of one physical cluster.</summary>
public interface IOutboxBackend
{
    /// <summary>The oldest items, by id, but for those that <paramref name="known"/> names.</summary>
    ValueTask<ImmutableArray<OutboxItem>> ReadOutboxAsync(OutboxRange known, int limit, CancellationToken cancellation);

    /// <summary>Deletes the items if <paramref name="fence"/> is the current token of <see cref="OutboxRelayJob.Name"/>; false if it is not.</summary>
    ValueTask<bool> DeleteOutboxAsync(ImmutableArray<long> ids, long fence, CancellationToken cancellation);

    /// <summary>
    /// A time T of the store's clock such that every change committed in the cluster up to T, and every operation decided
    /// up to T that has a row here, has left the outbox. See <c>PublishedThrough</c> in the adapters for how it is had.
    /// </summary>
    /// <remarks>
    /// The clock is read before the snapshot, so a commit that the snapshot does not show happened after T: a write still
    /// in a queue or in flight needs no care. An outbox row counts from the earlier of the store's clock when it was
    /// written and, if its row was prepared, when that entered the index: its operation may have been decided, elsewhere,
    /// at any time since. T stays a millisecond below the oldest outbox row and the oldest prepared row. T may go back
    /// (a row shows that was in flight before); what was said of the later T still holds.
    /// The marks are of the same snapshot.
    /// </remarks>
    ValueTask<PublishedThrough> PublishedThroughAsync(CancellationToken cancellation);
}
