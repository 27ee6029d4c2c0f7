using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>A slot's history after a position, in (key, version) order.</summary>
internal sealed class ScanHistory(Database database)
{
    private readonly Statement _statement = database.Prepare($"""
        SELECT key, {HistoryRow.Columns} FROM identity_history
        WHERE slot = ?1 AND (key, version) > (?2, ?3) ORDER BY key, version LIMIT ?4
        """);

    public ImmutableArray<ChangeEvent> Run(Slot slot, IdentityKey? afterKey, long afterVersion, int limit)
    {
        _statement.Bind(1, slot.Number).Bind(2, afterKey?.Text ?? "").Bind(3, afterVersion).Bind(4, limit);
        var events = ImmutableArray.CreateBuilder<ChangeEvent>();
        while (_statement.Step()) events.Add(new ChangeEvent(new IdentityKey(_statement.Text(0)), HistoryRow.Read(_statement, 1)));
        return events.DrainToImmutable();
    }
}
