using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>The time of the oldest outbox or prepared row, milliseconds since the Unix epoch; null if there is none.</summary>
internal sealed class ReadOldestUnpublished(Database database)
{
    private readonly Statement _statement = database.Prepare("""
        SELECT min(since) FROM (
          SELECT min(since) AS since FROM outbox UNION ALL SELECT min(since) FROM unfinished_row WHERE decided = 0)
        """);

    public long? Run()
    {
        long? oldest = _statement.Step() && !_statement.IsNull(0) ? _statement.Int64(0) : null;
        _statement.Reset();
        return oldest;
    }
}
