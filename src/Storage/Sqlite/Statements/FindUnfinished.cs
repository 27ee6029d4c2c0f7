using System.Collections.Immutable;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>The unfinished rows of one operation; the table is read through, as <see cref="ReadUnfinished"/> says why.</summary>
internal sealed class FindUnfinished(Database database)
{
    private readonly Statement _statement = database.Prepare(
        $"SELECT {UnfinishedColumns.All} FROM unfinished_row WHERE operation = ?1 ORDER BY slot, key");

    public ImmutableArray<UnfinishedRow> Run(string operationId) => UnfinishedColumns.ReadAll(_statement.Bind(1, operationId));
}
