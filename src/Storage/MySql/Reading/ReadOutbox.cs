using System.Collections.Immutable;
using System.Data.Common;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Text;

namespace MemberGrains.Storage.MySql.Reading;

/// <summary>
/// The oldest rows of the outbox, or of a center's backlog, and then their content from the history rows that they name.
/// Two round trips are no less true than one: history rows never change.
/// </summary>
internal static class ReadOutbox
{
    /// <summary>Slots of one statement, so that its text and its plan stay small.</summary>
    private const int SlotsAtOnce = 64;

    public static ImmutableArray<OutboxItem> Oldest(NodeConnection connection, int limit)
    {
        connection.Sql.Sql("SELECT id, row_key, version FROM outbox ORDER BY id LIMIT ").Number(limit);
        return Items(connection);
    }

    public static ImmutableArray<OutboxItem> Backlog(NodeConnection connection, string center, int limit)
    {
        connection.Sql.Sql("SELECT id, row_key, version FROM center_backlog WHERE center = ").Text(center).Sql(" ORDER BY id LIMIT ").Number(limit);
        return Items(connection);
    }

    private static ImmutableArray<OutboxItem> Items(NodeConnection connection)
    {
        var waiting = connection.Query(static reader =>
        {
            var rows = new List<Waiting>();
            while (reader.Read()) rows.Add(new Waiting(reader.GetInt64(0), reader.Key(1), reader.GetInt64(2)));
            return rows;
        });
        var entries = new Dictionary<(IdentityKey, long), HistoryEntry>(waiting.Count);
        foreach (var slots in waiting.GroupBy(row => Slot.Of(row.Key)).Chunk(SlotsAtOnce)) Read(connection, slots, entries);
        return ImmutableArray.CreateRange(waiting.Select(row => entries.TryGetValue((row.Key, row.Version), out var entry)
            ? new OutboxItem(row.Id, new ChangeEvent(row.Key, entry))
            : throw new FormatException($"Row {row.Id} of the outbox has no history row.")));
    }

    private static void Read(NodeConnection connection, IGrouping<Slot, Waiting>[] slots, Dictionary<(IdentityKey, long), HistoryEntry> entries)
    {
        bool first = true;
        foreach (var slot in slots)
        {
            connection.Sql.Sql(first ? "SELECT " : " UNION ALL SELECT ").Sql(HistoryColumns.All).Sql(" FROM ").Sql(SlotTables.History(slot.Key)).Sql(" WHERE ");
            bool one = true;
            foreach (var row in slot)
            {
                connection.Sql.Sql(one ? "(row_key = " : " OR (row_key = ").Text(row.Key.Text).Sql(" AND version = ").Number(row.Version).Sql(")");
                one = false;
            }

            first = false;
        }

        connection.Query(reader => Add(reader, entries));
    }

    private static int Add(DbDataReader reader, Dictionary<(IdentityKey, long), HistoryEntry> entries)
    {
        while (reader.Read()) entries[(reader.Key(0), reader.GetInt64(1))] = HistoryColumns.Read(reader);
        return entries.Count;
    }

    private readonly record struct Waiting(long Id, IdentityKey Key, long Version);
}
