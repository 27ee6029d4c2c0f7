using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>What an operation wrote for one identity; it is asked soon after, so the newest versions are looked at first.</summary>
internal sealed class FindOperation(Database database)
{
    private readonly Statement _statement = database.Prepare($"""
        SELECT {HistoryRow.Columns} FROM identity_history
        WHERE slot = ?1 AND key = ?2 AND operation = ?3 ORDER BY version DESC LIMIT 1
        """);

    public HistoryEntry? Run(IdentityKey key, string operationId) =>
        HistoryRow.ReadOne(_statement.Bind(1, Slot.Of(key).Number).Bind(2, key.Text).Bind(3, operationId));
}
