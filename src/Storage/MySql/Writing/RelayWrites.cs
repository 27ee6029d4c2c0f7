using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Text;

namespace MemberGrains.Storage.MySql.Writing;

/// <summary>
/// What the relay writes, under its fence: the fence's row stays locked until the write is committed, so nobody else can
/// take it in between.
/// </summary>
internal sealed class RelayWrites(StoreClock clock)
{
    public static bool DeleteOutbox(NodeConnection connection, ImmutableArray<long> ids, long fence)
    {
        if (!Begin(connection, fence)) return End(connection, false);
        if (ids.Length > 0) connection.Sql.Sql("DELETE FROM outbox WHERE id IN (").List(ids, Id).Sql(");");
        return End(connection, true);
    }

    /// <summary>A mark that is there stays as it is.</summary>
    public bool MarkOut(NodeConnection connection, string center, long fence)
    {
        if (!Begin(connection, fence)) return End(connection, false);
        Mark(connection, center);
        return End(connection, true);
    }

    /// <summary>The operator's word, which needs no fence.</summary>
    public bool Hold(NodeConnection connection, string center, bool held)
    {
        connection.Sql.Sql("START TRANSACTION;");
        if (held) Mark(connection, center);
        connection.Sql.Sql("UPDATE center_out SET held = ").Number(held ? 1 : 0).Sql(" WHERE center = ").Text(center).Sql(";");
        return End(connection, true);
    }

    /// <summary>False if the center is not marked out.</summary>
    public static bool MoveToBacklog(NodeConnection connection, string center, ImmutableArray<long> ids, long fence)
    {
        if (!Begin(connection, fence)) return End(connection, false);
        connection.Sql.Sql("SELECT 1 FROM center_out WHERE center = ").Text(center).Sql(" LOCK IN SHARE MODE");
        if (!connection.Query(static reader => reader.Read())) return End(connection, false);
        if (ids.Length > 0)
        {
            connection.Sql.Sql("INSERT INTO center_backlog (center, id, slot, row_key, version, at, operation, payload) SELECT ").Text(center).Sql(", id, slot, row_key, version, at, operation, payload FROM outbox WHERE id IN (").List(ids, Id).Sql(");")
                .Sql("DELETE FROM outbox WHERE id IN (").List(ids, Id).Sql(");");
        }

        return End(connection, true);
    }

    public static bool DeleteBacklog(NodeConnection connection, string center, ImmutableArray<long> ids, long fence)
    {
        if (!Begin(connection, fence)) return End(connection, false);
        if (ids.Length > 0) connection.Sql.Sql("DELETE FROM center_backlog WHERE center = ").Text(center).Sql(" AND id IN (").List(ids, Id).Sql(");");
        return End(connection, true);
    }

    /// <summary>False if something waits for the center, it is held, or not marked.</summary>
    public static bool Return(NodeConnection connection, string center, long fence)
    {
        if (!Begin(connection, fence)) return End(connection, false);
        connection.Sql.Sql("DELETE FROM center_out WHERE center = ").Text(center).Sql(" AND held = 0 AND NOT EXISTS (SELECT 1 FROM center_backlog WHERE center = ").Text(center).Sql(")");
        bool removed = connection.Execute() == 1;
        return End(connection, removed);
    }

    private static void Id(SqlText sql, long id) => sql.Number(id);

    private static bool Begin(NodeConnection connection, long fence)
    {
        connection.Sql.Sql("START TRANSACTION; SELECT token FROM job_fence WHERE job = ").Text(OutboxRelayJob.Name).Sql(" LOCK IN SHARE MODE");
        return connection.Query(reader => reader.Read() && reader.GetInt64(0) == fence);
    }

    private static bool End(NodeConnection connection, bool result)
    {
        connection.Sql.Sql("COMMIT");
        connection.Execute();
        return result;
    }

    private void Mark(NodeConnection connection, string center) => connection.Sql
        .Sql("INSERT INTO center_out (center, since, held) VALUES (").Text(center).Sql(", ").Sql(clock.Now).Sql(", 0) ON DUPLICATE KEY UPDATE since = since;");
}
