using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

internal sealed class ReadEpoch(Database database)
{
    private readonly Statement _statement = database.Prepare("SELECT epoch FROM slot_epoch WHERE slot = ?1");

    /// <summary>The slot's epoch; 0, which nobody expects, if the slot is not this cluster's.</summary>
    public long Run(Slot slot)
    {
        if (!_statement.Bind(1, slot.Number).Step()) return 0;
        long epoch = _statement.Int64(0);
        _statement.Reset();
        return epoch;
    }
}
