using MemberGrains.Storage.Port;

namespace MemberGrains.Simulation.Measures;

/// <summary>Says that cards have taken part in what was decided, and does not write it.</summary>
internal sealed class ForgetfulRecord(IIdentityRecord record) : BrokenRecord(record)
{
    public override ValueTask<CommitResult> CommitAsync(RowCommit commit, CancellationToken cancellation)
    {
        bool forgets = commit.Expected.Key.Kind == "elong" && commit is { Index: IndexChange.LeavePrepared, Entry: not null };
        return base.CommitAsync(forgets ? commit with { Row = commit.Row! with { Version = commit.Row.Version - 1, State = commit.Entry!.Before }, Entry = null } : commit, cancellation);
    }
}
