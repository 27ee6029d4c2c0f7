using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Payloads;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>Decided operations of one coordinator, oldest first.</summary>
internal sealed class LoadDecided(Database database)
{
    private readonly Statement _statement = database.Prepare("""
        SELECT operation, type, at, participants FROM unfinished_row
        WHERE slot = ?1 AND key = ?2 AND decided = 1 ORDER BY since, operation
        """);

    public ImmutableArray<DecidedOperation> Run(Slot slot, IdentityKey key)
    {
        _statement.Bind(1, slot.Number).Bind(2, key.Text);
        var decided = ImmutableArray<DecidedOperation>.Empty;
        while (_statement.Step())
        {
            decided = decided.Add(new DecidedOperation(
                _statement.Text(0),
                (ChangeType)_statement.Int64(1),
                DateTimeOffset.FromUnixTimeMilliseconds(_statement.Int64(2)),
                KeysPayload.Read(_statement.Bytes(3))));
        }

        return decided;
    }
}
