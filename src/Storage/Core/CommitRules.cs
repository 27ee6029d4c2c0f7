using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.Core;

/// <summary>What a commit must be in itself, whatever the record holds; checked before it enters a batch.</summary>
internal static class CommitRules
{
    /// <exception cref="ArgumentException">It contradicts itself: a bug of the caller.</exception>
    public static void Check(RowCommit commit)
    {
        string? problem = Problem(commit);
        if (problem is not null) throw new ArgumentException($"The commit of slot {Slot.Of(commit.Expected.Key)} is refused: {problem}", nameof(commit));
    }

    private static string? Problem(RowCommit commit)
    {
        var (key, revision, _) = commit.Expected;
        if (commit.Answer is { } answer && answer.Key.Slot != Slot.Of(key)) return "its answer belongs to another slot.";
        if (commit.Row is not { } row)
        {
            if (commit.Answer is null) return "it writes nothing.";
            return commit.Entry is null && commit.Index is null ? null : "history and index are written with a row only.";
        }

        if (row.Key != key) return "its row is another identity's.";
        if (row.Revision != revision + 1) return $"its row has revision {row.Revision}, not the next after {revision}.";
        if (row.Version < 0 || (row.Version == 0) != (row.State is null)) return "a row has a state exactly if its version is above 0.";
        if (row.Pending is { } pending && pending.OperationId != pending.Entry.OperationId) return "its pending entry is another operation's.";
        return EntryProblem(commit, row) ?? IndexProblem(commit, row);
    }

    private static string? EntryProblem(RowCommit commit, IdentityRow row)
    {
        if (commit.Entry is not { } entry) return null;
        if (entry.Version != row.Version) return $"its entry has version {entry.Version}, its row {row.Version}.";
        return entry.After.Equals(row.State) ? null : "its entry does not end in its row's state.";
    }

    private static string? IndexProblem(RowCommit commit, IdentityRow row) => commit.Index switch
    {
        IndexChange.EnterPrepared when row.Pending is null => "it enters the index as prepared and has nothing pending.",
        IndexChange.LeavePrepared left when row.Pending?.OperationId == left.OperationId => "it leaves the index and is still prepared.",
        IndexChange.EnterDecided decided when commit.Entry?.OperationId != decided.Operation.OperationId => "it decides an operation that its entry is not of.",
        _ => null,
    };
}
