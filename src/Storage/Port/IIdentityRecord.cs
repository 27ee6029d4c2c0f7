using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Storage.Port;

/// <summary>
/// The record as a grain sees it: rows at their slots' primaries. Every call is batched with others of the same
/// physical cluster; a batch already sent takes no later calls, so what a confirmation says was true after it was asked.
/// </summary>
/// <remarks>
/// Faults: <see cref="Interfaces.Faults.StoreUnavailableException"/> when nothing was written and nothing could be
/// read; <see cref="Interfaces.Faults.FateUnknownException"/> from <see cref="CommitAsync"/> only, when the write may
/// have happened. A cancelled wait for a commit is an unknown fate too.
/// </remarks>
public interface IIdentityRecord
{
    /// <summary>The row, its slot's epoch and the decided operations it has still to see through. An absent row has revision 0.</summary>
    ValueTask<LoadedIdentity> LoadAsync(IdentityKey key, CancellationToken cancellation);

    /// <summary>
    /// Writes one row with its history, outbox, recorded answer and index rows in one transaction, if revision and
    /// epoch are still those expected. One bad row never fails its neighbours in the batch.
    /// </summary>
    ValueTask<CommitResult> CommitAsync(RowCommit commit, CancellationToken cancellation);

    /// <summary>Whether the primary still holds exactly this revision in this epoch (revision 0: still no row).</summary>
    ValueTask<bool> ConfirmAsync(RowStamp stamp, CancellationToken cancellation);

    /// <summary>The answer recorded under a key, or null.</summary>
    ValueTask<RecordedAnswer?> FindAnswerAsync(AnswerKey key, CancellationToken cancellation);

    /// <summary>Takes a decided operation out of the index of unfinished rows: all its participants have acknowledged.</summary>
    ValueTask FinishAsync(IdentityKey coordinator, string operationId, CancellationToken cancellation);
}
