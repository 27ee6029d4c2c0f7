using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

internal sealed class DeleteOutboxItem(Database database)
{
    private readonly Statement _statement = database.Prepare("DELETE FROM outbox WHERE id = ?1");

    public void Run(long id) => _statement.Bind(1, id).Run();
}
