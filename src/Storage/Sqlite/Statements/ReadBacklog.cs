using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>The oldest of what a center has not been told, with the content of its history rows.</summary>
internal sealed class ReadBacklog(Database database)
{
    private readonly Statement _statement = database.Prepare("""
        SELECT b.id, b.key, h.version, h.at, h.operation, h.payload
        FROM (SELECT id, slot, key, version FROM center_backlog WHERE center = ?1 ORDER BY id LIMIT ?2) b
        LEFT JOIN identity_history h ON h.slot = b.slot AND h.key = b.key AND h.version = b.version
        ORDER BY b.id
        """);

    public ImmutableArray<OutboxItem> Run(string center, int limit)
    {
        _statement.Bind(1, center).Bind(2, limit);
        var items = ImmutableArray.CreateBuilder<OutboxItem>();
        while (_statement.Step())
        {
            long id = _statement.Int64(0);
            if (_statement.IsNull(2)) throw new InvalidDataException($"Row {id} of center {center}'s backlog has no history row.");
            items.Add(new OutboxItem(id, new ChangeEvent(new IdentityKey(_statement.Text(1)), HistoryRow.Read(_statement, 2))));
        }

        return items.DrainToImmutable();
    }
}
