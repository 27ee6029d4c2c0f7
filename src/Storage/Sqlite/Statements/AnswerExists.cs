using MemberGrains.Storage.Port;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

internal sealed class AnswerExists(Database database)
{
    private readonly Statement _statement = database.Prepare("SELECT 1 FROM recorded_answer WHERE slot = ?1 AND scope = ?2 AND caller = ?3 AND key = ?4");

    public bool Run(AnswerKey key)
    {
        bool exists = _statement.Bind(1, key.Slot.Number).Bind(2, key.Scope).Bind(3, key.Caller).Bind(4, key.Key).Step();
        if (exists) _statement.Reset();
        return exists;
    }
}
