using System.Collections.Immutable;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Payloads;
using MemberGrains.Storage.Port.Backend;
using MemberGrains.Storage.Sqlite.Native;
using MemberGrains.Storage.Sqlite.Statements;

namespace MemberGrains.Storage.Sqlite.Writing;

/// <summary>One batch, one transaction. Rows that do not match write nothing, so no savepoint is needed for each.</summary>
internal sealed class BatchWriter(Database database, PayloadBuffer buffer, WriteTransaction transaction, OutboxContents contents, StoreClock clock, Action<CommitStep> probe)
{
    private readonly RowWriter _rows = new(database, buffer, probe);
    private readonly ReadEpoch _epoch = new(database);
    private readonly FinishDecided _finish = new(database);
    private readonly Dictionary<Slot, long> _epochs = [];

    public ImmutableArray<RowVerdict> Write(CommitBatch batch)
    {
        var refusals = new RowVerdict?[batch.Commits.Length];
        while (true)
        {
            try
            {
                var verdicts = transaction.Run(() => Attempt(batch, refusals));
                contents.Add(_rows.News);
                return verdicts;
            }
            catch (RefusedRowException refused)
            {
                refusals[refused.Index] = new RowVerdict(default, refused.Message);
            }
        }
    }

    private ImmutableArray<RowVerdict> Attempt(CommitBatch batch, RowVerdict?[] refusals)
    {
        _epochs.Clear();
        _rows.News.Clear();
        long now = clock.Now();
        var verdicts = ImmutableArray.CreateBuilder<RowVerdict>(batch.Commits.Length);
        for (int i = 0; i < batch.Commits.Length; i++) verdicts.Add(refusals[i] ?? WriteRow(batch, i, now));
        foreach (var finished in batch.Finished) _finish.Run(finished);
        probe(CommitStep.AfterFinished);
        return verdicts.MoveToImmutable();
    }

    private RowVerdict WriteRow(CommitBatch batch, int index, long now)
    {
        var commit = batch.Commits[index];
        try
        {
            return _rows.Write(commit, EpochOf(Slot.Of(commit.Expected.Key)), now);
        }
        catch (SqliteFault fault) when (fault.IsConstraint)
        {
            throw new RefusedRowException(index, fault);
        }
    }

    /// <summary>Nobody else writes while the transaction is open, so each epoch is read once in it.</summary>
    private long EpochOf(Slot slot)
    {
        if (!_epochs.TryGetValue(slot, out long epoch)) _epochs.Add(slot, epoch = _epoch.Run(slot));
        return epoch;
    }
}
