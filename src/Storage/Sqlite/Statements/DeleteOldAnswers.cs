using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>
/// Row ids ascend with time, so the oldest answers are the first rows: no index on their age is needed, and a step reads
/// no more rows than it may delete.
/// </summary>
internal sealed class DeleteOldAnswers(Database database)
{
    public const string Sql = """
        DELETE FROM recorded_answer
        WHERE rowid IN (SELECT rowid FROM recorded_answer ORDER BY rowid LIMIT ?2) AND at < ?1
        """;

    private readonly Statement _statement = database.Prepare(Sql);

    public int Run(DateTimeOffset before, int limit) => _statement.Bind(1, before.ToUnixTimeMilliseconds()).Bind(2, limit).Run();
}
