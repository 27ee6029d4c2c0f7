using System.Collections.Immutable;
using System.Data.Common;
using MemberGrains.Interfaces.History;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Text;
using MemberGrains.Storage.Payloads;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.MySql.Reading;

/// <summary>
/// The index of unfinished rows. The table holds no more than is unfinished now, so it is read through: an index on time or
/// operation would cost every prepare more than this ever saves.
/// </summary>
internal static class ReadUnfinished
{
    private const string Select = "SELECT row_key, operation, type, decided, since, coordinator, participants FROM unfinished_row WHERE ";

    public static ImmutableArray<UnfinishedRow> Oldest(NodeConnection connection, DateTimeOffset since, int limit)
    {
        connection.Sql.Sql(Select).Sql("since <= ").Number(since.ToUnixTimeMilliseconds()).Sql(" ORDER BY since, row_key, operation LIMIT ").Number(limit);
        return connection.Query(Rows);
    }

    public static ImmutableArray<UnfinishedRow> OfOperation(NodeConnection connection, string operationId)
    {
        connection.Sql.Sql(Select).Sql("operation = ").Text(operationId).Sql(" ORDER BY row_key");
        return connection.Query(Rows);
    }

    private static ImmutableArray<UnfinishedRow> Rows(DbDataReader reader)
    {
        var rows = ImmutableArray.CreateBuilder<UnfinishedRow>();
        while (reader.Read())
        {
            rows.Add(new UnfinishedRow(
                reader.Key(0), reader.Text(1), (ChangeType)reader.GetInt64(2), reader.GetInt64(3) == 1, reader.Time(4), reader.Key(5), KeysPayload.Read(reader.Bytes(6))));
        }

        return rows.DrainToImmutable();
    }
}
