using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Port;

namespace MemberGrains.Simulation.Tests.World;

/// <summary>Says that cards have taken part in what was decided, and does not write it.</summary>
internal sealed class ForgetfulRecord(IIdentityRecord record) : IIdentityRecord
{
    public ValueTask<LoadedIdentity> LoadAsync(IdentityKey key, CancellationToken cancellation) => record.LoadAsync(key, cancellation);

    public ValueTask<CommitResult> CommitAsync(RowCommit commit, CancellationToken cancellation)
    {
        bool forgets = commit.Expected.Key.Kind == "elong" && commit is { Index: IndexChange.LeavePrepared, Entry: not null };
        return record.CommitAsync(forgets ? commit with { Row = commit.Row! with { Version = commit.Row.Version - 1, State = commit.Entry!.Before }, Entry = null } : commit, cancellation);
    }

    public ValueTask<bool> ConfirmAsync(RowStamp stamp, CancellationToken cancellation) => record.ConfirmAsync(stamp, cancellation);

    public ValueTask<RecordedAnswer?> FindAnswerAsync(AnswerKey key, CancellationToken cancellation) => record.FindAnswerAsync(key, cancellation);

    public ValueTask FinishAsync(IdentityKey coordinator, string operationId, CancellationToken cancellation) => record.FinishAsync(coordinator, operationId, cancellation);
}
