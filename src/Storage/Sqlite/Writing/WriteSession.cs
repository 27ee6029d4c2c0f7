using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Payloads;
using MemberGrains.Storage.Port.Backend;
using MemberGrains.Storage.Sqlite.Native;
using MemberGrains.Storage.Sqlite.Reading;
using MemberGrains.Storage.Sqlite.Statements;

namespace MemberGrains.Storage.Sqlite.Writing;

/// <summary>Everything that writes a file, and the reads of grains; belongs to its one writer thread.</summary>
internal sealed class WriteSession : IDisposable
{
    private readonly Database _database;
    private readonly OutboxContents _contents;
    private readonly PayloadBuffer _buffer = new();
    private readonly Settlement _settlement;
    private readonly WriteTransaction _transaction;
    private readonly BatchWriter _batches;
    private readonly Snapshot _snapshot;
    private readonly RowReader _rows;
    private readonly FenceWriter _fences;
    private readonly DeleteOutboxItem _deleteOutboxItem;
    private readonly DeleteOldAnswers _deleteOldAnswers;
    private readonly AdvanceEpoch _advanceEpoch;
    private readonly WriteSettled _writeSettled;

    public WriteSession(string cluster, Database database, Settlement settlement, OutboxContents contents, StoreClock clock, Action<CommitStep> probe)
    {
        _database = database;
        _settlement = settlement;
        _contents = contents;
        _transaction = new WriteTransaction(cluster, database, settlement, probe);
        _batches = new BatchWriter(database, _buffer, _transaction, contents, clock, probe);
        _snapshot = new Snapshot(cluster, database, settlement);
        _rows = new RowReader(database);
        _fences = new FenceWriter(database, clock);
        Backlogs = new BacklogWriter(database, clock);
        _deleteOutboxItem = new DeleteOutboxItem(database);
        _deleteOldAnswers = new DeleteOldAnswers(database);
        _advanceEpoch = new AdvanceEpoch(database);
        _writeSettled = new WriteSettled(database);
    }

    /// <summary>Reads between two commits, from pages that are in memory still.</summary>
    public ReadResults Read(ReadBatch batch) => Settled(() => _snapshot.Read(() => _rows.Read(batch)));

    public ImmutableArray<RowVerdict> Commit(CommitBatch batch) => Settled(() => _batches.Write(batch));

    public bool AdvanceEpoch(Slot slot, long expected) => Settled(() => _transaction.Run(() => _advanceEpoch.Run(slot, expected)));

    public long? AcquireFence(string job, string owner, TimeSpan lease) => Settled(() => _transaction.Run(() => _fences.Acquire(job, owner, lease)));

    public bool ReleaseFence(string job, string owner) => Settled(() => _transaction.Run(() => _fences.Release(job, owner)));

    public int DeleteAnswers(DateTimeOffset before, int limit) => Settled(() => _transaction.Run(() => _deleteOldAnswers.Run(before, limit)));

    /// <summary>Marks and backlogs; only to be used inside <see cref="UnderRelay"/>.</summary>
    public BacklogWriter Backlogs { get; }

    public bool DeleteOutbox(ImmutableArray<long> ids, long fence)
    {
        bool deleted = UnderRelay(fence, DeleteOutboxItems, ids);
        if (deleted) _contents.Remove(ids);
        return deleted;
    }

    public bool MoveToBacklog(string center, ImmutableArray<long> ids, long fence)
    {
        bool moved = UnderRelay(fence, name => Backlogs.Enter(name, ids) && DeleteOutboxItems(ids), center);
        if (moved) _contents.Remove(ids);
        return moved;
    }

    public bool Hold(string center, bool held) => Settled(() => _transaction.Run(() => Backlogs.Hold(center, held)));

    /// <summary>One transaction of the relay; false if the fence is another's, or <paramref name="work"/> says so.</summary>
    public bool UnderRelay<T>(long fence, Func<T, bool> work, T subject) =>
        Settled(() => _transaction.Run(() => _fences.Holds(OutboxRelayJob.Name, fence) && work(subject)));

    /// <summary>Ends a commit of unknown fate by a durable write in its place, if there is one; true when there is none any more.</summary>
    /// <exception cref="StoreUnavailableException">That write failed; nothing else was tried.</exception>
    public bool Settle()
    {
        if (!_settlement.IsOpen) return true;
        try
        {
            if (_transaction.Run(_writeSettled.Run) == 1) _settlement.Close();
        }
        catch (FateUnknownException still)
        {
            throw new StoreUnavailableException(still.Message, still);
        }

        return !_settlement.IsOpen;
    }

    public void Dispose()
    {
        _buffer.Dispose();
        _database.Dispose();
    }

    private bool DeleteOutboxItems(ImmutableArray<long> ids)
    {
        foreach (long id in ids) _deleteOutboxItem.Run(id);
        return true;
    }

    private TResult Settled<TResult>(Func<TResult> work)
    {
        Settle();
        return work();
    }
}
