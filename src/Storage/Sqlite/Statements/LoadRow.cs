using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Payloads;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

internal sealed class LoadRow(Database database)
{
    private readonly Statement _statement = database.Prepare(
        "SELECT revision, version, state, pending FROM member_identity WHERE slot = ?1 AND key = ?2");

    public IdentityRow Run(Slot slot, IdentityKey key)
    {
        if (!_statement.Bind(1, slot.Number).Bind(2, key.Text).Step()) return IdentityRow.Absent(key);
        var row = new IdentityRow(
            key,
            _statement.Int64(0),
            _statement.Int64(1),
            _statement.IsNull(2) ? null : StatePayload.Read(_statement.Bytes(2)),
            _statement.IsNull(3) ? null : PendingPayload.Read(_statement.Bytes(3)));
        _statement.Reset();
        return row;
    }
}
