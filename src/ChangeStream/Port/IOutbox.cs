using System.Collections.Immutable;

namespace MemberGrains.ChangeStream.Port;

/// <summary>The outbox of each physical cluster; Storage implements it.</summary>
public interface IOutbox
{
    /// <summary>The oldest items, by id, that are not deleted yet, but for those that <paramref name="known"/> names.</summary>
    ValueTask<ImmutableArray<OutboxItem>> ReadAsync(string cluster, OutboxRange known, int limit, CancellationToken cancellation);

    /// <summary>Deletes published items if <paramref name="fence"/> is still the relay's token; false if it is not.</summary>
    ValueTask<bool> DeleteAsync(string cluster, ImmutableArray<long> ids, long fence, CancellationToken cancellation);

    /// <summary>
    /// A time up to which everything committed in this cluster has left the outbox, and nothing is left prepared;
    /// the store's clock, UTC; and the centers that may not be told so. What the relay's heartbeat says. Null if it can
    /// not be told.
    /// </summary>
    ValueTask<PublishedThrough?> PublishedThroughAsync(string cluster, CancellationToken cancellation);

    /// <summary>Completes when something may have entered the cluster's outbox since the last call; a hint, so callers poll too.</summary>
    ValueTask WaitForItemsAsync(string cluster, TimeSpan atMost, CancellationToken cancellation);
}
