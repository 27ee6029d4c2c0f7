using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

internal sealed class IsCenterOut(Database database)
{
    private readonly Statement _statement = database.Prepare("SELECT 1 FROM center_out WHERE center = ?1");

    public bool Run(string center)
    {
        bool marked = _statement.Bind(1, center).Step();
        _statement.Reset();
        return marked;
    }
}
