using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

internal sealed class DeleteBacklogItem(Database database)
{
    private readonly Statement _statement = database.Prepare("DELETE FROM center_backlog WHERE center = ?1 AND id = ?2");

    public void Run(string center, long id) => _statement.Bind(1, center).Bind(2, id).Run();
}
