using System.Globalization;
using MemberGrains.Storage.Port.Backend;
using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Sqlite.Native;
using MemberGrains.Storage.Sqlite.Reading;
using MemberGrains.Storage.Sqlite.Writing;

namespace MemberGrains.Storage.Sqlite;

/// <summary>The open file of one physical cluster. Closed by <see cref="Dispose"/>, or by the backend once it is started.</summary>
internal sealed class SqliteFile : IDisposable
{
    private const int BusyTimeoutMs = 2000;

    // Emptied at every snapshot that shows a new commit, so a large one would be filled for nothing.
    private const int ReaderCacheMegabytes = 8;

    private readonly string _cluster;
    private readonly StoreClock _clock;
    private readonly Settlement _settlement;
    private readonly TimeProvider _time;
    private readonly OutboxContents _contents = new();
    private readonly List<Database> _connections = [];
    private readonly WriteSession _writer;
    private readonly ReadSession[] _readers;

    /// <exception cref="InvalidOperationException">Another cluster's, of a newer format, or on a file system without WAL.</exception>
    /// <exception cref="Interfaces.Faults.StoreUnavailableException">It can not be opened, or is damaged.</exception>
    public SqliteFile(PhysicalCluster cluster, SqliteRecordOptions options, TimeProvider time)
    {
        string path = Path.Combine(options.Directory, $"{cluster.Id}.db");
        (_cluster, _time, _clock, _settlement) = (cluster.Id, time, new StoreClock(time), new Settlement(cluster.Id));
        try
        {
            var database = Keep(Database.OpenWriter(path));
            Configure(database, options, path);
            Schema.Ensure(database, cluster, path);
            if (options.MaxPages is { } pages) database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"));
            _writer = new WriteSession(cluster.Id, database, _settlement, _contents, _clock, options.Probe ?? (static _ => { }));
            _readers = [.. Enumerable.Range(0, options.ReaderThreads).Select(_ => OpenReader(path))];
        }
        catch (SqliteFault fault)
        {
            Dispose();
            throw SqliteFaults.NothingWritten(cluster.Id, fault);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IClusterBackend Start() => new SqliteClusterBackend(_cluster, _writer, _readers, _clock, _settlement, _time);

    public void Dispose()
    {
        foreach (var connection in _connections) connection.Dispose();
    }

    /// <summary>WAL with FULL: a commit returns when its log frames are synced, and readers never wait for it.</summary>
    private static void Configure(Database database, SqliteRecordOptions options, string path)
    {
        database.Execute(string.Create(
            CultureInfo.InvariantCulture,
            $"{Pragmas(options.CacheMegabytes)}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = {options.CheckpointPages}"));

        // SQLite falls back without an error where a file system has no shared memory.
        string journal = database.ReadText("PRAGMA journal_mode"), synchronous = database.ReadText("PRAGMA synchronous");
        if (journal != "wal" || synchronous != "2")
            throw new InvalidOperationException($"{path} can not be kept safe here: it has journal mode {journal} and synchronous {synchronous} instead of wal and 2. Use a local disk.");
    }

    private static string Pragmas(int cacheMegabytes) => string.Create(
        CultureInfo.InvariantCulture,
        $"PRAGMA busy_timeout = {BusyTimeoutMs}; PRAGMA cache_size = -{cacheMegabytes * 1024}; PRAGMA temp_store = MEMORY");

    private ReadSession OpenReader(string path)
    {
        var database = Keep(Database.OpenReader(path));
        database.Execute(Pragmas(ReaderCacheMegabytes));
        return new ReadSession(_cluster, database, _settlement, _contents);
    }

    private Database Keep(Database connection)
    {
        _connections.Add(connection);
        return connection;
    }
}
