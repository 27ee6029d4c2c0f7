using System.Collections.Immutable;

namespace MemberGrains.Storage.Port.Backend;

/// <summary>What background jobs of one physical cluster need: fences, the index of unfinished rows, clean-up.</summary>
public interface IJobBackend
{
    /// <summary>See <see cref="IJobFences.AcquireAsync"/>.</summary>
    ValueTask<long?> AcquireFenceAsync(string job, string owner, TimeSpan lease, CancellationToken cancellation);

    /// <summary>See <see cref="IJobFences.ReleaseAsync"/>.</summary>
    ValueTask ReleaseFenceAsync(string job, string owner, CancellationToken cancellation);

    /// <summary>Unfinished rows that entered at or before <paramref name="since"/>, oldest first.</summary>
    ValueTask<ImmutableArray<UnfinishedRow>> ReadUnfinishedAsync(DateTimeOffset since, int limit, CancellationToken cancellation);

    /// <summary>The unfinished rows of one operation.</summary>
    ValueTask<ImmutableArray<UnfinishedRow>> FindUnfinishedAsync(string operationId, CancellationToken cancellation);

    /// <summary>Deletes at most <paramref name="limit"/> answers recorded before <paramref name="before"/>, oldest first; returns how many.</summary>
    ValueTask<int> DeleteAnswersAsync(DateTimeOffset before, int limit, CancellationToken cancellation);
}
