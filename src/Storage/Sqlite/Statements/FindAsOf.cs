using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>The newest entry at or before a time; times never descend along an identity's versions.</summary>
internal sealed class FindAsOf(Database database)
{
    private readonly Statement _statement = database.Prepare($"""
        SELECT {HistoryRow.Columns} FROM identity_history
        WHERE slot = ?1 AND key = ?2 AND at <= ?3 ORDER BY version DESC LIMIT 1
        """);

    public HistoryEntry? Run(IdentityKey key, DateTimeOffset time) =>
        HistoryRow.ReadOne(_statement.Bind(1, Slot.Of(key).Number).Bind(2, key.Text).Bind(3, time.ToUnixTimeMilliseconds()));
}
