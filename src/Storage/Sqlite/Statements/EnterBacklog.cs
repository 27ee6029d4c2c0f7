using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>An outbox row becomes one of a center's backlog, under its id.</summary>
internal sealed class EnterBacklog(Database database)
{
    private readonly Statement _statement = database.Prepare("""
        INSERT INTO center_backlog (center, id, slot, key, version) SELECT ?1, id, slot, key, version FROM outbox WHERE id = ?2
        """);

    public void Run(string center, long id) => _statement.Bind(1, center).Bind(2, id).Run();
}
