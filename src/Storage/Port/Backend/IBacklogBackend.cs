using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;

namespace MemberGrains.Storage.Port.Backend;

/// <summary>
/// Centers marked out and their backlogs, of one physical cluster; <see cref="IOutboxBackend.PublishedThroughAsync"/> tells
/// the marks. See <see cref="ICenterBacklogs"/> for what each call means.
/// </summary>
public interface IBacklogBackend
{
    /// <summary>See <see cref="ICenterBacklogs.MarkOutAsync"/>.</summary>
    ValueTask<bool> MarkOutAsync(string center, long fence, CancellationToken cancellation);

    /// <summary>See <see cref="ICenterBacklogs.HoldAsync"/>.</summary>
    ValueTask HoldAsync(string center, bool held, CancellationToken cancellation);

    /// <summary>See <see cref="ICenterBacklogs.MoveAsync"/>. Ids that are not in the outbox are passed over.</summary>
    ValueTask<bool> MoveToBacklogAsync(string center, ImmutableArray<long> ids, long fence, CancellationToken cancellation);

    /// <summary>See <see cref="ICenterBacklogs.ReadAsync"/>.</summary>
    ValueTask<ImmutableArray<OutboxItem>> ReadBacklogAsync(string center, int limit, CancellationToken cancellation);

    /// <summary>See <see cref="ICenterBacklogs.DeleteAsync"/>. Ids that are not in the backlog are passed over.</summary>
    ValueTask<bool> DeleteBacklogAsync(string center, ImmutableArray<long> ids, long fence, CancellationToken cancellation);

    /// <summary>See <see cref="ICenterBacklogs.ReturnAsync"/>.</summary>
    ValueTask<bool> ReturnAsync(string center, long fence, CancellationToken cancellation);
}
