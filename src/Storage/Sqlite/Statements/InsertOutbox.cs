using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>An outbox row names its history row, which holds the content.</summary>
internal sealed class InsertOutbox(Database database)
{
    private readonly Statement _statement = database.Prepare("INSERT INTO outbox (slot, key, version, since) VALUES (?1, ?2, ?3, ?4)");

    /// <summary>The row's id.</summary>
    public long Run(Slot slot, IdentityKey key, long version, long since)
    {
        _statement.Bind(1, slot.Number).Bind(2, key.Text).Bind(3, version).Bind(4, since).Run();
        return database.LastId;
    }
}
