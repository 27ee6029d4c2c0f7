using System.Collections.Immutable;

namespace MemberGrains.Storage.Port;

/// <summary>The index of unfinished rows of each physical cluster; its size follows what is unfinished, not the data.</summary>
public interface IUnfinishedIndex
{
    /// <summary>Rows that entered at or before <paramref name="since"/>, oldest first, at most <paramref name="limit"/>.</summary>
    ValueTask<ImmutableArray<UnfinishedRow>> ReadAsync(string cluster, DateTimeOffset since, int limit, CancellationToken cancellation);

    /// <summary>The rows of one operation.</summary>
    ValueTask<ImmutableArray<UnfinishedRow>> FindAsync(string cluster, string operationId, CancellationToken cancellation);
}
