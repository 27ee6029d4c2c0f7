using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Payloads;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>Registered identities of a slot, in key order.</summary>
internal sealed class ScanRows(Database database)
{
    private readonly Statement _statement = database.Prepare("""
        SELECT key, version, state FROM member_identity WHERE slot = ?1 AND key > ?2 AND version > 0 ORDER BY key LIMIT ?3
        """);

    public ImmutableArray<ReplayedIdentity> Run(Slot slot, IdentityKey? after, int limit)
    {
        _statement.Bind(1, slot.Number).Bind(2, after?.Text ?? "").Bind(3, limit);
        var rows = ImmutableArray.CreateBuilder<ReplayedIdentity>();
        while (_statement.Step())
            rows.Add(new ReplayedIdentity(new IdentityKey(_statement.Text(0)), _statement.Int64(1), StatePayload.Read(_statement.Bytes(2))));
        return rows.DrainToImmutable();
    }
}
