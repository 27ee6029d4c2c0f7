using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

internal sealed class HoldCenterOut(Database database)
{
    private readonly Statement _statement = database.Prepare("UPDATE center_out SET held = ?2 WHERE center = ?1");

    public void Run(string center, bool held) => _statement.Bind(1, center).Bind(2, held ? 1 : 0).Run();
}
