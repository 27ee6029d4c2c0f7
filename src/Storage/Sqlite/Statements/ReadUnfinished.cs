using System.Collections.Immutable;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>
/// The oldest unfinished rows. The table holds no more than is unfinished now, so it is read through: an index on time
/// would cost every prepare more than this ever saves.
/// </summary>
internal sealed class ReadUnfinished(Database database)
{
    private readonly Statement _statement = database.Prepare(
        $"SELECT {UnfinishedColumns.All} FROM unfinished_row WHERE since <= ?1 ORDER BY since, slot, key, operation LIMIT ?2");

    public ImmutableArray<UnfinishedRow> Run(DateTimeOffset since, int limit) =>
        UnfinishedColumns.ReadAll(_statement.Bind(1, since.ToUnixTimeMilliseconds()).Bind(2, limit));
}
