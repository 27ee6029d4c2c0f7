using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>The oldest outbox rows with the content of their history rows.</summary>
internal sealed class ReadOutbox(Database database)
{
    private readonly Statement _statement = database.Prepare("""
        SELECT o.id, o.key, h.version, h.at, h.operation, h.payload
        FROM (SELECT * FROM outbox ORDER BY id LIMIT ?1) o
        JOIN identity_history h ON h.slot = o.slot AND h.key = o.key AND h.version = o.version
        ORDER BY o.id
        """);

    public ImmutableArray<OutboxItem> Run(int limit)
    {
        _statement.Bind(1, limit);
        var items = ImmutableArray.CreateBuilder<OutboxItem>();
        while (_statement.Step())
            items.Add(new OutboxItem(_statement.Int64(0), new ChangeEvent(new IdentityKey(_statement.Text(1)), HistoryRow.Read(_statement, 2))));
        return items.DrainToImmutable();
    }
}
