using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Payloads;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>A row write with a committed change; false if revision or version are not those before it.</summary>
internal sealed class WriteCommittedRow(Database database, PayloadBuffer buffer)
{
    private readonly Statement _statement = database.Prepare("""
        UPDATE member_identity SET revision = ?3, version = ?4, state = ?5, pending = ?6
        WHERE slot = ?1 AND key = ?2 AND revision = ?3 - 1 AND version = ?4 - 1
        """);

    public bool Run(Slot slot, IdentityRow row)
    {
        _statement.Bind(1, slot.Number).Bind(2, row.Key.Text).Bind(3, row.Revision).Bind(4, row.Version);
        RowPayloads.BindState(_statement, 5, row, buffer);
        RowPayloads.BindPending(_statement, 6, row, buffer);
        return _statement.Run() == 1;
    }
}
