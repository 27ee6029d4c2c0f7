using System.Collections.Immutable;
using System.Data.Common;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Text;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.MySql.Reading;

/// <summary>Reads of one slot's history table.</summary>
internal static class ReadHistory
{
    public static ImmutableArray<HistoryEntry> Page(NodeConnection connection, IdentityKey key, long? before, int limit)
    {
        Of(connection, key).Sql(" AND version < ").Number(before ?? long.MaxValue).Sql(" ORDER BY version DESC LIMIT ").Number(limit);
        return connection.Query(Entries);
    }

    /// <summary>The newest entry at or before a time; times never descend along an identity's versions.</summary>
    public static HistoryEntry? AsOf(NodeConnection connection, IdentityKey key, DateTimeOffset time)
    {
        Of(connection, key).Sql(" AND at <= ").Number(time.ToUnixTimeMilliseconds()).Sql(" ORDER BY version DESC LIMIT 1");
        return connection.Query(Entries).FirstOrDefault();
    }

    /// <summary>What an operation wrote for one identity; it is asked soon after, so the newest versions are looked at first.</summary>
    public static HistoryEntry? Operation(NodeConnection connection, IdentityKey key, string operationId)
    {
        Of(connection, key).Sql(" AND operation = ").Text(operationId).Sql(" ORDER BY version DESC LIMIT 1");
        return connection.Query(Entries).FirstOrDefault();
    }

    public static HistoryEntry? Version(NodeConnection connection, IdentityKey key, long version)
    {
        Of(connection, key).Sql(" AND version = ").Number(version);
        return connection.Query(Entries).FirstOrDefault();
    }

    /// <summary>The write that decided an operation: one row of the slot at most, by the index of decisions.</summary>
    public static DecidedChange? Decision(NodeConnection connection, Slot slot, string operationId)
    {
        connection.Sql.Sql("SELECT ").Sql(HistoryColumns.All).Sql(" FROM ").Sql(SlotTables.History(slot)).Sql(" WHERE decision = ").Text(operationId);
        return connection.Query(static reader => reader.Read() ? new DecidedChange(reader.Key(0), HistoryColumns.Read(reader)) : null);
    }

    /// <summary>
    /// A slot's history after a position, in (key, version) order. The bound on the key alone is what the index is read by:
    /// servers do not do so for a comparison of pairs.
    /// </summary>
    public static ImmutableArray<ChangeEvent> Scan(NodeConnection connection, Slot slot, IdentityKey? afterKey, long afterVersion, int limit)
    {
        string after = afterKey?.Text ?? "";
        connection.Sql.Sql("SELECT ").Sql(HistoryColumns.All).Sql(" FROM ").Sql(SlotTables.History(slot)).Sql(" WHERE row_key >= ").Text(after)
            .Sql(" AND (row_key > ").Text(after).Sql(" OR version > ").Number(afterVersion).Sql(") ORDER BY row_key, version LIMIT ").Number(limit);
        return connection.Query(static reader =>
        {
            var events = ImmutableArray.CreateBuilder<ChangeEvent>();
            while (reader.Read()) events.Add(new ChangeEvent(reader.Key(0), HistoryColumns.Read(reader)));
            return events.DrainToImmutable();
        });
    }

    private static SqlText Of(NodeConnection connection, IdentityKey key) => connection.Sql
        .Sql("SELECT ").Sql(HistoryColumns.All).Sql(" FROM ").Sql(SlotTables.History(Slot.Of(key))).Sql(" WHERE row_key = ").Text(key.Text);

    private static ImmutableArray<HistoryEntry> Entries(DbDataReader reader)
    {
        var entries = ImmutableArray.CreateBuilder<HistoryEntry>();
        while (reader.Read()) entries.Add(HistoryColumns.Read(reader));
        return entries.DrainToImmutable();
    }
}
