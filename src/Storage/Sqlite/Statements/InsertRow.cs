using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Payloads;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>The first write of a row; false if there is one already.</summary>
internal sealed class InsertRow(Database database, PayloadBuffer buffer)
{
    private readonly Statement _statement = database.Prepare(
        "INSERT INTO member_identity (slot, key, revision, version, state, pending) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING");

    public bool Run(Slot slot, IdentityRow row)
    {
        _statement.Bind(1, slot.Number).Bind(2, row.Key.Text).Bind(3, row.Revision).Bind(4, row.Version);
        RowPayloads.BindState(_statement, 5, row, buffer);
        RowPayloads.BindPending(_statement, 6, row, buffer);
        return _statement.Run() == 1;
    }
}
