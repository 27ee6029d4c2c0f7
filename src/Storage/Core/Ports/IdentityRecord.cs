using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Port.Backend;

namespace MemberGrains.Storage.Core.Ports;

internal sealed class IdentityRecord(Routing routing) : IIdentityRecord
{
    public ValueTask<LoadedIdentity> LoadAsync(IdentityKey key, CancellationToken cancellation) =>
        new(routing.Of(key).LoadAsync(key, cancellation));

    public ValueTask<CommitResult> CommitAsync(RowCommit commit, CancellationToken cancellation)
    {
        CommitRules.Check(commit);
        return new(routing.Of(commit.Expected.Key).CommitAsync(commit, cancellation));
    }

    public ValueTask<bool> ConfirmAsync(RowStamp stamp, CancellationToken cancellation) =>
        new(routing.Of(stamp.Key).ConfirmAsync(stamp, cancellation));

    public ValueTask<RecordedAnswer?> FindAnswerAsync(AnswerKey key, CancellationToken cancellation) =>
        new(routing.Of(key.Slot).FindAnswerAsync(key, cancellation));

    public ValueTask FinishAsync(IdentityKey coordinator, string operationId, CancellationToken cancellation) =>
        new(routing.Of(coordinator).FinishAsync(new FinishedOperation(coordinator, operationId), cancellation));
}
