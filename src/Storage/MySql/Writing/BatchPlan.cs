using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.MySql.Text;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Port.Backend;

namespace MemberGrains.Storage.MySql.Writing;

/// <summary>
/// Decides the commits of a batch one after the other on what the transaction holds, each seeing those before it, and keeps
/// what is to be written. A commit that does not match leaves no trace in it.
/// </summary>
internal sealed class BatchPlan(HeldBatch held)
{
    private readonly HashSet<AnswerDigest> _answers = [.. held.Answers];
    private readonly Dictionary<IdentityKey, PlannedRow> _rows = [];
    private readonly Dictionary<IndexKey, IndexEntry?> _index = [];

    public IEnumerable<PlannedRow> Rows => _rows.Values.Where(row => row.Newest is not null);

    public List<PlannedChange> Changes { get; } = [];

    public List<RecordedAnswer> Answers { get; } = [];

    /// <summary>Rows that enter the index of unfinished rows; those that leave it have no entry.</summary>
    public IEnumerable<KeyValuePair<IndexKey, IndexEntry?>> Index => _index;

    public bool IsEmpty => Changes.Count == 0 && Answers.Count == 0 && _index.Count == 0 && !Rows.Any();

    public RowVerdict Decide(RowCommit commit)
    {
        var (key, revision, epoch) = commit.Expected;
        if (held.EpochOf(Slot.Of(key)) != epoch) return new RowVerdict(CommitResult.EpochMoved);
        if (commit.Answer is { } known && _answers.Contains(AnswerDigest.Of(known.Key))) return new RowVerdict(CommitResult.Stale);
        var row = RowOf(key);
        if (row.Revision != revision) return new RowVerdict(CommitResult.Stale);
        if (commit.Row is { } write)
        {
            long next = row.Version + (commit.Entry is null ? 0 : 1);
            if (write.Version != next) return new RowVerdict(CommitResult.Stale, $"its row has version {write.Version} after version {row.Version}.");
            Write(commit, row);
        }

        if (commit.Answer is { } answer)
        {
            _answers.Add(AnswerDigest.Of(answer.Key));
            Answers.Add(answer);
        }

        return new RowVerdict(CommitResult.Committed);
    }

    /// <summary>A decided operation leaves the index, also one that has entered it in this batch.</summary>
    public void Finish(FinishedOperation finished) => _index[new IndexKey(finished.Coordinator, true, finished.OperationId)] = null;

    private void Write(RowCommit commit, PlannedRow row)
    {
        row.Write(commit);
        long since = WriteIndex(commit, row);
        if (commit.Entry is { } entry) Changes.Add(new PlannedChange(row.Key, entry, commit.Decides, since));
    }

    /// <summary>Since when the commit's news may be known elsewhere: now, or since the row was prepared for it.</summary>
    private long WriteIndex(RowCommit commit, PlannedRow row)
    {
        switch (commit.Index)
        {
            case IndexChange.EnterPrepared:
                var pending = commit.Row!.Pending!;
                _index[new IndexKey(row.Key, false, pending.OperationId)] = new IndexEntry(pending.Entry.Type, held.Now, pending.PreparedAt, pending.Coordinator, []);
                row.Since = held.Now;
                return held.Now;
            case IndexChange.EnterDecided { Operation: var decided }:
                _index[new IndexKey(row.Key, true, decided.OperationId)] = new IndexEntry(decided.Type, held.Now, decided.DecidedAt, row.Key, decided.Participants);
                return held.Now;
            case IndexChange.LeavePrepared left:
                _index[new IndexKey(row.Key, false, left.OperationId)] = null;
                long since = Math.Min(held.Now, row.Since ?? held.Now);
                row.Since = null;
                return since;
            default:
                return held.Now;
        }
    }

    private PlannedRow RowOf(IdentityKey key)
    {
        if (!_rows.TryGetValue(key, out var row)) _rows.Add(key, row = new PlannedRow(key, held.Rows.GetValueOrDefault(key)));
        return row;
    }
}
