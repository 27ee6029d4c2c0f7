using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Payloads;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>
/// A row write without a committed change (prepare, abort, fence): leaves version and state as they are. False if
/// revision or version are not those before it.
/// </summary>
internal sealed class WritePreparedRow(Database database, PayloadBuffer buffer)
{
    private readonly Statement _statement = database.Prepare("""
        UPDATE member_identity SET revision = ?3, pending = ?5
        WHERE slot = ?1 AND key = ?2 AND revision = ?3 - 1 AND version = ?4
        """);

    public bool Run(Slot slot, IdentityRow row)
    {
        _statement.Bind(1, slot.Number).Bind(2, row.Key.Text).Bind(3, row.Revision).Bind(4, row.Version);
        RowPayloads.BindPending(_statement, 5, row, buffer);
        return _statement.Run() == 1;
    }
}
