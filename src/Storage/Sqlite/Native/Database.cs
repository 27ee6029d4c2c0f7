using SQLitePCL;

namespace MemberGrains.Storage.Sqlite.Native;

/// <summary>One connection; belongs to one thread. A thin shell over the C API: the hot path binds and reads bytes as they are.</summary>
internal sealed class Database : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly List<Statement> _statements = [];

    static Database() => Batteries_V2.Init();

    private Database(sqlite3 handle) => _handle = handle;

    /// <summary>Whether no transaction is open. Some errors roll back by themselves.</summary>
    public bool IsIdle => raw.sqlite3_get_autocommit(_handle) != 0;

    /// <summary>Rows changed by the last statement.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>Id of the last row inserted.</summary>
    public long LastId => raw.sqlite3_last_insert_rowid(_handle);

    public static Database OpenWriter(string path) => Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);

    public static Database OpenReader(string path) => Open(path, raw.SQLITE_OPEN_READONLY);

    /// <summary>A prepared statement, kept for the life of the connection.</summary>
    public Statement Prepare(string sql)
    {
        const uint KeptLong = raw.SQLITE_PREPARE_PERSISTENT;
        Check(raw.sqlite3_prepare_v3(_handle, sql, KeptLong, out var handle));
        var statement = new Statement(this, handle);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>Runs SQL that is needed once.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>The one value that SQL gives, as text; empty if it gives none.</summary>
    public string ReadText(string sql)
    {
        var statement = Prepare(sql);
        string value = statement.Step() ? statement.Text(0) : "";
        statement.Reset();
        return value;
    }

    /// <summary>Leaves every statement that an exception has left half read.</summary>
    public void ResetAll()
    {
        foreach (var statement in _statements) statement.Reset();
    }

    public void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        throw new SqliteFault(raw.sqlite3_extended_errcode(_handle), raw.sqlite3_errmsg(_handle).utf8_to_string());
    }

    public void Dispose()
    {
        foreach (var statement in _statements) statement.Dispose();
        _handle.Dispose();
    }

    private static Database Open(string path, int flags)
    {
        int code = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        var database = new Database(handle);
        try
        {
            database.Check(code);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
