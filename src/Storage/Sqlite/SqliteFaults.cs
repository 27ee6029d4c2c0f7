using System.Text.Json;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Storage.Sqlite.Native;
using SQLitePCL;

namespace MemberGrains.Storage.Sqlite;

/// <summary>What SQLite's errors mean to the record.</summary>
internal static class SqliteFaults
{
    /// <summary>Outside COMMIT nothing is ever written: an open transaction is this process's alone.</summary>
    public static StoreUnavailableException NothingWritten(string cluster, Exception fault) =>
        new($"The record of cluster {cluster} is not available: {Reason(fault)}.", fault);

    /// <summary>
    /// A failed COMMIT. A lock that was refused leaves the transaction open, to be rolled back. A disk that was full has cut
    /// off the frames before the last one, which alone makes them count. After any other error they may stand whole in the
    /// log, synced or not, and a restart may find them.
    /// </summary>
    public static bool MayHaveCommitted(SqliteFault fault) =>
        fault.Primary is not (raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_CONSTRAINT or raw.SQLITE_FULL);

    public static FateUnknownException Unknown(string cluster, SqliteFault fault) =>
        new($"Whether the write to cluster {cluster} happened is not known: {Reason(fault)}.", fault);

    /// <summary>Whether it is about the file or its contents, not a bug of ours.</summary>
    public static bool IsStoreFault(Exception fault) => fault is SqliteFault or FormatException or JsonException;

    private static string Reason(Exception fault) => fault is not SqliteFault sqlite ? "a row can not be read" : sqlite.Primary switch
    {
        raw.SQLITE_FULL => "the disk is full",
        raw.SQLITE_IOERR => "the disk failed",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "its file is locked by another process",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "its file is damaged",
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => "its file can not be written",
        raw.SQLITE_CANTOPEN => "its file can not be opened",
        raw.SQLITE_NOMEM => "memory is short",
        _ => "SQLite failed",
    };
}
