using MemberGrains.Storage.Sqlite.Native;
using MemberGrains.Storage.Sqlite.Statements;

namespace MemberGrains.Storage.Sqlite.Reading;

/// <summary>A read-only connection with its statements; belongs to one reader thread.</summary>
internal sealed class ReadSession : IDisposable
{
    private readonly Database _database;
    private readonly Snapshot _snapshot;

    public ReadSession(string cluster, Database database, Settlement settlement, OutboxContents contents)
    {
        _database = database;
        _snapshot = new Snapshot(cluster, database, settlement);
        Epoch = new ReadEpoch(database);
        Rows = new RowReader(database);
        History = new ReadHistory(database);
        AsOf = new FindAsOf(database);
        Operation = new FindOperation(database);
        Decision = new FindDecision(database);
        Version = new FindVersion(database);
        HistoryScan = new ScanHistory(database);
        RowScan = new ScanRows(database);
        Unfinished = new ReadUnfinished(database);
        UnfinishedOperation = new FindUnfinished(database);
        Outbox = new ReadOutbox(database, contents);
        OldestUnpublished = new ReadOldestUnpublished(database);
        CentersOut = new ReadCentersOut(database);
        Backlog = new ReadBacklog(database);
    }

    public ReadEpoch Epoch { get; }

    public RowReader Rows { get; }

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

    public ReadCentersOut CentersOut { get; }

    public ReadBacklog Backlog { get; }

    /// <summary>Reads from one snapshot, taken now.</summary>
    /// <exception cref="Interfaces.Faults.StoreUnavailableException">The file can not be read, or a commit of unknown fate is not settled.</exception>
    public TResult Read<TResult>(Func<ReadSession, TResult> work) => _snapshot.Read(() => work(this));

    public void Dispose() => _database.Dispose();
}
