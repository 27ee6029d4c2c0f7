using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>Takes a prepared row out of the index; gives the time it entered, null if it was not there.</summary>
internal sealed class LeavePrepared(Database database)
{
    private readonly Statement _statement = database.Prepare(
        "DELETE FROM unfinished_row WHERE slot = ?1 AND key = ?2 AND operation = ?3 AND decided = 0 RETURNING since");

    public long? Run(Slot slot, IdentityKey key, string operationId)
    {
        if (!_statement.Bind(1, slot.Number).Bind(2, key.Text).Bind(3, operationId).Step()) return null;
        long since = _statement.Int64(0);
        _statement.Run();
        return since;
    }
}
