using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

internal sealed class AdvanceEpoch(Database database)
{
    private readonly Statement _statement = database.Prepare("UPDATE slot_epoch SET epoch = epoch + 1 WHERE slot = ?1 AND epoch = ?2");

    public bool Run(Slot slot, long expected) => _statement.Bind(1, slot.Number).Bind(2, expected).Run() == 1;
}
