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
/// The oldest rows of the outbox, or of a center's backlog. The content of rows that hold none comes from the history rows
/// that they name; two round trips are no less true than one, because history rows never change.
/// </summary>
internal static class ReadOutbox
{
    /// <summary>Slots of one statement, so that its text and its plan stay small.</summary>
    private const int SlotsAtOnce = 64;

    private const string Select = "SELECT " + HistoryColumns.All + ", id FROM ";

    public static ImmutableArray<OutboxItem> Oldest(NodeConnection connection, OutboxRange known, int limit)
    {
        connection.Sql.Sql(Select).Sql("outbox WHERE id < ").Number(known.First).Sql(" OR id > ").Number(known.Last).Sql(" ORDER BY id LIMIT ").Number(limit);
        return Items(connection);
    }

    public static ImmutableArray<OutboxItem> Backlog(NodeConnection connection, string center, int limit)
    {
        connection.Sql.Sql(Select).Sql("center_backlog WHERE center = ").Text(center).Sql(" ORDER BY id LIMIT ").Number(limit);
        return Items(connection);
    }

    private static ImmutableArray<OutboxItem> Items(NodeConnection connection)
    {
        var waiting = connection.Query(static reader =>
        {
            var rows = new List<Waiting>();
            while (reader.Read()) rows.Add(new Waiting(reader.GetInt64(5), reader.Key(0), reader.GetInt64(1), reader.IsDBNull(4) ? null : HistoryColumns.Read(reader)));
            return rows;
        });
        var entries = new Dictionary<(IdentityKey, long), HistoryEntry>();
        foreach (var slots in waiting.Where(row => row.Entry is null).GroupBy(row => Slot.Of(row.Key)).Chunk(SlotsAtOnce)) Read(connection, slots, entries);
        return ImmutableArray.CreateRange(waiting.Select(row => new OutboxItem(row.Id, new ChangeEvent(row.Key, row.Entry ?? entries.GetValueOrDefault((row.Key, row.Version))
            ?? throw new FormatException($"Row {row.Id} of the outbox has no history row.")))));
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

    private readonly record struct Waiting(long Id, IdentityKey Key, long Version, HistoryEntry? Entry);
}
