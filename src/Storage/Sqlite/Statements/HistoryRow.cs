using MemberGrains.Interfaces.History;
using MemberGrains.Storage.Payloads;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>Reads an entry from the columns <c>version, at, operation, payload</c>, in that order.</summary>
internal static class HistoryRow
{
    public const string Columns = "version, at, operation, payload";

    public static HistoryEntry Read(Statement statement, int firstColumn) => EntryPayload.Read(
        statement.Bytes(firstColumn + 3),
        statement.Int64(firstColumn),
        DateTimeOffset.FromUnixTimeMilliseconds(statement.Int64(firstColumn + 1)),
        statement.Text(firstColumn + 2));

    /// <summary>The entry of a statement that finds at most one.</summary>
    public static HistoryEntry? ReadOne(Statement statement)
    {
        if (!statement.Step()) return null;
        var entry = Read(statement, 0);
        statement.Reset();
        return entry;
    }
}
