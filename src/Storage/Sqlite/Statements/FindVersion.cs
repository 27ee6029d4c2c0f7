using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

internal sealed class FindVersion(Database database)
{
    private readonly Statement _statement = database.Prepare($"""
        SELECT {HistoryRow.Columns} FROM identity_history WHERE slot = ?1 AND key = ?2 AND version = ?3
        """);

    public HistoryEntry? Run(IdentityKey key, long version) =>
        HistoryRow.ReadOne(_statement.Bind(1, Slot.Of(key).Number).Bind(2, key.Text).Bind(3, version));
}
