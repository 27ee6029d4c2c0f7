using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Port;

namespace MemberGrains.Simulation.Measures;

/// <summary>A record that is right in all that a subclass leaves alone.</summary>
internal abstract class BrokenRecord(IIdentityRecord record) : IIdentityRecord
{
    public virtual ValueTask<LoadedIdentity> LoadAsync(IdentityKey key, CancellationToken cancellation) => record.LoadAsync(key, cancellation);

    public virtual ValueTask<CommitResult> CommitAsync(RowCommit commit, CancellationToken cancellation) => record.CommitAsync(commit, cancellation);

    public virtual ValueTask<bool> ConfirmAsync(RowStamp stamp, CancellationToken cancellation) => record.ConfirmAsync(stamp, cancellation);

    public virtual ValueTask<RecordedAnswer?> FindAnswerAsync(AnswerKey key, CancellationToken cancellation) => record.FindAnswerAsync(key, cancellation);

    public virtual ValueTask FinishAsync(IdentityKey coordinator, string operationId, CancellationToken cancellation) => record.FinishAsync(coordinator, operationId, cancellation);
}
