using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>The oldest outbox rows; those whose content is not in memory with that of their history rows.</summary>
internal sealed class ReadOutbox(Database database, OutboxContents contents)
{
    private readonly Statement _ids = database.Prepare("SELECT id FROM outbox WHERE id NOT BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3");
    private readonly Statement _content = database.Prepare("""
        SELECT o.key, h.version, h.at, h.operation, h.payload
        FROM outbox o JOIN identity_history h ON h.slot = o.slot AND h.key = o.key AND h.version = o.version
        WHERE o.id = ?1
        """);

    public ImmutableArray<OutboxItem> Run(OutboxRange known, int limit)
    {
        _ids.Bind(1, known.First).Bind(2, known.Last).Bind(3, limit);
        var items = ImmutableArray.CreateBuilder<OutboxItem>();
        while (_ids.Step())
        {
            long id = _ids.Int64(0);
            items.Add(contents.Find(id) ?? Read(id));
        }

        return items.DrainToImmutable();
    }

    private OutboxItem Read(long id)
    {
        if (!_content.Bind(1, id).Step()) throw new InvalidDataException($"Outbox row {id} has no history row.");
        var item = new OutboxItem(id, new ChangeEvent(new IdentityKey(_content.Text(0)), HistoryRow.Read(_content, 1)));
        _content.Reset();
        return item;
    }
}
