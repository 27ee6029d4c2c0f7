using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>A mark that is there stays as it is.</summary>
internal sealed class MarkCenterOut(Database database)
{
    private readonly Statement _statement = database.Prepare("INSERT OR IGNORE INTO center_out (center, since, held) VALUES (?1, ?2, 0)");

    public void Run(string center, long now) => _statement.Bind(1, center).Bind(2, now).Run();
}
