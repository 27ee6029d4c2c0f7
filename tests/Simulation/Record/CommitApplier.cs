using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Json;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Port.Backend;

namespace MemberGrains.Simulation.Record;

/// <summary>Applies one commit to the tables as a real store's transaction does: conditions first, then all or nothing.</summary>
internal static class CommitApplier
{
    /// <param name="tables">Where.</param>
    /// <param name="commit">What.</param>
    /// <param name="safety">What is switched off.</param>
    /// <param name="now">The store's time.</param>
    /// <param name="lost">Whether the connection is lost right after: what is not of the transaction then never comes.</param>
    public static RowVerdict Apply(ClusterTables tables, RowCommit commit, RecordSafety safety, DateTimeOffset now, bool lost)
    {
        var (key, revision, epoch) = commit.Expected;
        var row = tables.Row(key);
        if (safety.ChecksEpoch && tables.Epoch(Slot.Of(key)) != epoch) return new RowVerdict(CommitResult.EpochMoved);
        if (safety.ChecksRevision && row.Revision != revision) return new RowVerdict(CommitResult.Stale);
        if (safety.KeepsAnswers && commit.Answer is { } known && tables.Answers.ContainsKey(known.Key)) return new RowVerdict(CommitResult.Stale);
        if (safety.ChecksRevision && commit.Row is { } next && next.Version != row.Version + (commit.Entry is null ? 0 : 1))
            return new RowVerdict(CommitResult.Stale, $"its row has version {next.Version} after version {row.Version}.");

        Write(tables, commit, safety, now, lost);
        return new RowVerdict(CommitResult.Committed);
    }

    public static void Finish(ClusterTables tables, FinishedOperation finished)
    {
        tables.Decided.RemoveAll(decided => decided.Coordinator == finished.Coordinator && decided.Operation.OperationId == finished.OperationId);
        tables.Unfinished.RemoveAll(row => row.Decided && row.Key == finished.Coordinator && row.OperationId == finished.OperationId);
    }

    private static void Write(ClusterTables tables, RowCommit commit, RecordSafety safety, DateTimeOffset now, bool lost)
    {
        var key = commit.Expected.Key;
        if (commit.Row is { } written)
        {
            tables.Rows[key] = written;
            Append(tables.RowLog, key, (now, written));
        }

        var since = WriteIndex(tables, commit, safety, now);
        if (commit.Entry is { } entry)
        {
            Append(tables.History, key, entry);
            tables.Operations.Add((now, entry.OperationId));
            if (commit.Decides) tables.Decisions[(Slot.Of(key), entry.OperationId)] = key;
            if (safety.KeepsOutboxTogether || !lost) tables.Outbox[tables.NextOutboxId++] = (new ChangeEvent(key, entry), since);
        }

        if (commit.Answer is { } answer && safety.KeepsAnswers && (safety.KeepsAnswersTogether || !lost)) tables.Answers[answer.Key] = answer;
    }

    /// <summary>Returns since when the operation of this change may have been decided, here or elsewhere.</summary>
    private static DateTimeOffset WriteIndex(ClusterTables tables, RowCommit commit, RecordSafety safety, DateTimeOffset now)
    {
        var (key, cut) = (commit.Expected.Key, now.CutToMilliseconds());
        switch (commit.Index)
        {
            case IndexChange.EnterPrepared when safety.KeepsIndex:
                var pending = commit.Row!.Pending!;
                tables.Unfinished.Add(new UnfinishedRow(key, pending.OperationId, pending.Entry.Type, false, cut, pending.Coordinator, []));
                return now;
            case IndexChange.EnterDecided { Operation: var operation }:
                tables.Decided.Add((key, operation));
                if (safety.KeepsIndex) tables.Unfinished.Add(new UnfinishedRow(key, operation.OperationId, operation.Type, true, cut, key, operation.Participants));
                return now;
            case IndexChange.LeavePrepared left:
                int place = tables.Unfinished.FindIndex(row => !row.Decided && row.Key == key && row.OperationId == left.OperationId);
                if (place < 0) return now;
                var since = tables.Unfinished[place].Since;
                tables.Unfinished.RemoveAt(place);
                return since < now ? since : now;
            default:
                return now;
        }
    }

    private static void Append<TKey, TItem>(SortedDictionary<TKey, List<TItem>> log, TKey key, TItem item)
        where TKey : notnull
    {
        if (!log.TryGetValue(key, out var items)) log[key] = items = [];
        items.Add(item);
    }
}
