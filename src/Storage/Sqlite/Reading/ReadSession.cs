using MemberGrains.Storage.Sqlite.Native;
using MemberGrains.Storage.Sqlite.Statements;

namespace MemberGrains.Storage.Sqlite.Reading;

/// <summary>A read-only connection with its statements; belongs to one reader thread.</summary>
internal sealed class ReadSession : IDisposable
{
    private readonly string _cluster;
    private readonly Database _database;
    private readonly Settlement _settlement;
    private readonly Statement _begin;
    private readonly Statement _end;

    public ReadSession(string cluster, Database database, Settlement settlement)
    {
        (_cluster, _database, _settlement) = (cluster, database, settlement);
        _begin = database.Prepare("BEGIN");
        _end = database.Prepare("COMMIT");
        Epoch = new ReadEpoch(database);
        Numbers = new ReadNumbers(database);
        Row = new LoadRow(database);
        Decided = new LoadDecided(database);
        Answer = new FindAnswer(database);
        History = new ReadHistory(database);
        AsOf = new FindAsOf(database);
        Operation = new FindOperation(database);
        Decision = new FindDecision(database);
        Version = new FindVersion(database);
        HistoryScan = new ScanHistory(database);
        RowScan = new ScanRows(database);
        Unfinished = new ReadUnfinished(database);
        UnfinishedOperation = new FindUnfinished(database);
        Outbox = new ReadOutbox(database);
        OldestUnpublished = new ReadOldestUnpublished(database);
    }

    public ReadEpoch Epoch { get; }

    public ReadNumbers Numbers { get; }

    public LoadRow Row { get; }

    public LoadDecided Decided { get; }

    public FindAnswer Answer { get; }

    public ReadHistory History { get; }

    public FindAsOf AsOf { get; }

    public FindOperation Operation { get; }

    public FindDecision Decision { get; }

    public FindVersion Version { get; }

    public ScanHistory HistoryScan { get; }

    public ScanRows RowScan { get; }

    public ReadUnfinished Unfinished { get; }

    public FindUnfinished UnfinishedOperation { get; }

    public ReadOutbox Outbox { get; }

    public ReadOldestUnpublished OldestUnpublished { get; }

    /// <summary>Reads from one snapshot, taken now.</summary>
    /// <exception cref="Interfaces.Faults.StoreUnavailableException">The file can not be read, or a commit of unknown fate is not settled.</exception>
    public TResult Read<TResult>(Func<ReadSession, TResult> work)
    {
        _settlement.ThrowIfOpen();
        try
        {
            _begin.Run();
            var result = work(this);
            _end.Run();
            return result;
        }
        catch (Exception fault)
        {
            _database.ResetAll();
            if (!_database.IsIdle) _end.Run();
            if (SqliteFaults.IsStoreFault(fault)) throw SqliteFaults.NothingWritten(_cluster, fault);
            throw;
        }
    }

    public void Dispose() => _database.Dispose();
}
