using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Payloads;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

internal sealed class InsertHistory(Database database, PayloadBuffer buffer)
{
    private readonly Statement _statement = database.Prepare(
        "INSERT INTO identity_history (slot, key, version, at, operation, payload, decides) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");

    public void Run(Slot slot, IdentityKey key, HistoryEntry entry, bool decides)
    {
        _statement
            .Bind(1, slot.Number)
            .Bind(2, key.Text)
            .Bind(3, entry.Version)
            .Bind(4, entry.At.ToUnixTimeMilliseconds())
            .Bind(5, entry.OperationId)
            .Bind(6, buffer.Write(entry, EntryPayload.Write));
        (decides ? _statement.Bind(7, 1) : _statement.BindNull(7)).Run();
    }
}
