using MemberGrains.Interfaces.Faults;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.Slots;
using Microsoft.Extensions.Logging;

namespace MemberGrains.Storage.MySql.Schema;

/// <summary>Whether a new connection leads where it should; the first one to a node also looks at its settings.</summary>
internal static class NodeCheck
{
    /// <summary>A group commit's text, with room to spare.</summary>
    private const long SmallestPacket = 4 * 1024 * 1024;

    /// <exception cref="StoreUnavailableException">It is another cluster's, or of another schema.</exception>
    public static void Run(NodeConnection connection, PhysicalCluster cluster, bool first, ILogger log)
    {
        CheckSchema(connection, cluster);
        if (first) CheckSettings(connection, cluster, log);
    }

    private static void CheckSchema(NodeConnection connection, PhysicalCluster cluster)
    {
        SchemaState state;
        try
        {
            state = SchemaState.Read(connection).Check(cluster, connection.Node);
        }
        catch (InvalidOperationException wrong)
        {
            throw new StoreUnavailableException($"The record of cluster {cluster.Id} is not available: {wrong.Message}", wrong);
        }

        if (state.Version < SchemaScript.Newest)
            throw new StoreUnavailableException($"The record of cluster {cluster.Id} is not available: node {connection.Node} has schema {state.Version}, and {SchemaScript.Newest} is needed: apply the schema first.");
    }

    /// <summary>Settings that make it slow or unsafe are told once, not refused: the server still keeps what it acknowledges as its operators chose.</summary>
    private static void CheckSettings(NodeConnection connection, PhysicalCluster cluster, ILogger log)
    {
        connection.Sql.Sql("SELECT CAST(@@table_open_cache AS SIGNED), CAST(@@max_allowed_packet AS SIGNED), CAST(@@innodb_flush_log_at_trx_commit AS SIGNED), CAST(@@sync_binlog AS SIGNED)");
        var (tables, packet, flush, sync) = connection.Query(static reader =>
        {
            reader.Read();
            return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
        });
        long needed = 2L * (cluster.LastSlot - cluster.FirstSlot + 1);
        if (tables < needed) MySqlLog.TableCacheSmall(log, connection.Node, tables, needed);
        if (packet < SmallestPacket) MySqlLog.PacketSmall(log, connection.Node, packet, SmallestPacket);
        if (flush != 1 || sync != 1) MySqlLog.NotDurable(log, connection.Node, flush, sync);
    }
}
