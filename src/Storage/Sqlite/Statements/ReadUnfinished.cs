using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Payloads;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>
/// The oldest unfinished rows. The table holds no more than is unfinished now, so it is read through: an index on time
/// would cost every prepare more than this ever saves.
/// </summary>
internal sealed class ReadUnfinished(Database database)
{
    private readonly Statement _statement = database.Prepare("""
        SELECT key, operation, type, decided, since, coordinator, participants FROM unfinished_row
        WHERE since <= ?1 ORDER BY since, slot, key, operation LIMIT ?2
        """);

    public ImmutableArray<UnfinishedRow> Run(DateTimeOffset since, int limit)
    {
        _statement.Bind(1, since.ToUnixTimeMilliseconds()).Bind(2, limit);
        var rows = ImmutableArray.CreateBuilder<UnfinishedRow>();
        while (_statement.Step())
        {
            rows.Add(new UnfinishedRow(
                new IdentityKey(_statement.Text(0)),
                _statement.Text(1),
                (ChangeType)_statement.Int64(2),
                _statement.Int64(3) == 1,
                DateTimeOffset.FromUnixTimeMilliseconds(_statement.Int64(4)),
                new IdentityKey(_statement.Text(5)),
                KeysPayload.Read(_statement.Bytes(6))));
        }

        return rows.DrainToImmutable();
    }
}
