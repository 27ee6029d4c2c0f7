using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Payloads;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Port.Backend;
using MemberGrains.Storage.Sqlite.Native;
using MemberGrains.Storage.Sqlite.Statements;

namespace MemberGrains.Storage.Sqlite.Writing;

/// <summary>Writes one commit inside a transaction: conditions first, and nothing at all if one of them fails.</summary>
internal sealed class RowWriter(Database database, PayloadBuffer buffer, Action<CommitStep> probe)
{
    private readonly ReadNumbers _numbers = new(database);
    private readonly AnswerExists _answerExists = new(database);
    private readonly InsertRow _insertRow = new(database, buffer);
    private readonly WriteCommittedRow _writeCommitted = new(database, buffer);
    private readonly WritePreparedRow _writePrepared = new(database, buffer);
    private readonly InsertHistory _insertHistory = new(database, buffer);
    private readonly InsertOutbox _insertOutbox = new(database);
    private readonly InsertAnswer _insertAnswer = new(database, buffer);
    private readonly EnterUnfinished _enter = new(database, buffer);
    private readonly LeavePrepared _leave = new(database);

    /// <summary>The outbox rows written since this was last cleared.</summary>
    public List<OutboxItem> News { get; } = [];

    /// <param name="commit">What to write.</param>
    /// <param name="epoch">The slot's epoch in this transaction.</param>
    /// <param name="now">The store's clock, milliseconds since the Unix epoch.</param>
    public RowVerdict Write(RowCommit commit, long epoch, long now)
    {
        var (key, revision, expectedEpoch) = commit.Expected;
        var slot = Slot.Of(key);
        if (epoch != expectedEpoch) return new RowVerdict(CommitResult.EpochMoved);
        if (commit.Answer is { } known && _answerExists.Run(known.Key)) return new RowVerdict(CommitResult.Stale);
        if (commit.Row is null)
        {
            if (_numbers.Run(slot, key).Revision != revision) return new RowVerdict(CommitResult.Stale);
        }
        else if (!WriteRow(slot, commit.Row, commit.Entry is not null))
        {
            return Mismatch(slot, commit.Row, revision);
        }

        probe(CommitStep.AfterRow);
        WriteNews(slot, commit, now);
        if (commit.Answer is { } answer) _insertAnswer.Run(answer);
        probe(CommitStep.AfterAnswer);
        return new RowVerdict(CommitResult.Committed);
    }

    private bool WriteRow(Slot slot, IdentityRow row, bool committed)
    {
        if (row.Revision == 1) return row.Version == (committed ? 1 : 0) && _insertRow.Run(slot, row);
        return committed ? _writeCommitted.Run(slot, row) : _writePrepared.Run(slot, row);
    }

    private RowVerdict Mismatch(Slot slot, IdentityRow row, long revision)
    {
        var found = _numbers.Run(slot, row.Key);
        return found.Revision == revision
            ? new RowVerdict(CommitResult.Stale, $"its row has version {row.Version} after version {found.Version}.")
            : new RowVerdict(CommitResult.Stale);
    }

    private void WriteNews(Slot slot, RowCommit commit, long now)
    {
        if (commit.Entry is { } entry) _insertHistory.Run(slot, commit.Expected.Key, entry, commit.Decides);
        probe(CommitStep.AfterHistory);
        long since = WriteIndex(slot, commit, now);
        probe(CommitStep.AfterIndex);
        if (commit.Entry is { } news)
        {
            long id = _insertOutbox.Run(slot, commit.Expected.Key, news.Version, since);
            News.Add(new OutboxItem(id, new ChangeEvent(commit.Expected.Key, news)));
        }

        probe(CommitStep.AfterOutbox);
    }

    /// <summary>Since when the commit's news may be known elsewhere: now, or since the row was prepared for it.</summary>
    private long WriteIndex(Slot slot, RowCommit commit, long now)
    {
        var key = commit.Expected.Key;
        switch (commit.Index)
        {
            case IndexChange.EnterPrepared:
                _enter.Prepared(slot, key, commit.Row!.Pending!, now);
                return now;
            case IndexChange.EnterDecided decided:
                _enter.Decided(slot, key, decided.Operation, now);
                return now;
            case IndexChange.LeavePrepared left:
                return Math.Min(now, _leave.Run(slot, key, left.OperationId) ?? now);
            default:
                return now;
        }
    }
}
