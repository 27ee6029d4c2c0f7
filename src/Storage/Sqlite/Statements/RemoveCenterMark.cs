using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

internal sealed class RemoveCenterMark(Database database)
{
    private readonly Statement _statement = database.Prepare("""
        DELETE FROM center_out
        WHERE center = ?1 AND held = 0 AND NOT EXISTS (SELECT 1 FROM center_backlog WHERE center = ?1)
        """);

    /// <summary>Whether there was one to remove.</summary>
    public bool Run(string center) => _statement.Bind(1, center).Run() == 1;
}
