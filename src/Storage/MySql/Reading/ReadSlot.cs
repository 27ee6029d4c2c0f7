using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Text;
using MemberGrains.Storage.Payloads;

namespace MemberGrains.Storage.MySql.Reading;

/// <summary>What concerns a slot as a whole.</summary>
internal static class ReadSlot
{
    /// <summary>The slot's epoch; 0, which nobody expects, if the slot is not this cluster's.</summary>
    public static long Epoch(NodeConnection connection, Slot slot)
    {
        connection.Sql.Sql("SELECT epoch FROM slot_epoch WHERE slot = ").Number(slot.Number);
        return connection.Query(static reader => reader.Read() ? reader.GetInt64(0) : 0);
    }

    /// <summary>Registered identities, in key order.</summary>
    public static ImmutableArray<ReplayedIdentity> Scan(NodeConnection connection, Slot slot, IdentityKey? after, int limit)
    {
        connection.Sql.Sql("SELECT row_key, version, state FROM ").Sql(SlotTables.Identity(slot)).Sql(" WHERE row_key > ").Text(after?.Text ?? "")
            .Sql(" AND version > 0 ORDER BY row_key LIMIT ").Number(limit);
        return connection.Query(static reader =>
        {
            var rows = ImmutableArray.CreateBuilder<ReplayedIdentity>();
            while (reader.Read()) rows.Add(new ReplayedIdentity(reader.Key(0), reader.GetInt64(1), StatePayload.Read(reader.Bytes(2))));
            return rows.DrainToImmutable();
        });
    }
}
