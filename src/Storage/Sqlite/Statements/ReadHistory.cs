using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>A page of an identity's history, newest first.</summary>
internal sealed class ReadHistory(Database database)
{
    private readonly Statement _statement = database.Prepare($"""
        SELECT {HistoryRow.Columns} FROM identity_history
        WHERE slot = ?1 AND key = ?2 AND version < ?3 ORDER BY version DESC LIMIT ?4
        """);

    public ImmutableArray<HistoryEntry> Run(IdentityKey key, long? before, int limit)
    {
        _statement.Bind(1, Slot.Of(key).Number).Bind(2, key.Text).Bind(3, before ?? long.MaxValue).Bind(4, limit);
        var entries = ImmutableArray.CreateBuilder<HistoryEntry>();
        while (_statement.Step()) entries.Add(HistoryRow.Read(_statement, 0));
        return entries.DrainToImmutable();
    }
}
