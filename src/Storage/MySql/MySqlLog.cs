using Microsoft.Extensions.Logging;

namespace MemberGrains.Storage.MySql;

/// <summary>Log lines of the MySQL adapter, ids 2100-2199. No identity and no secret is in them.</summary>
internal static partial class MySqlLog
{
    [LoggerMessage(2100, LogLevel.Information, "Cluster {Cluster}: node {Node} has schema script {Script} now")]
    public static partial void SchemaApplied(ILogger log, string cluster, string node, string script);

    [LoggerMessage(2101, LogLevel.Warning, "Node {Node} has table_open_cache {Tables}; {Needed} tables are in use, and opening one anew for each statement is slow")]
    public static partial void TableCacheSmall(ILogger log, string node, long tables, long needed);

    [LoggerMessage(2102, LogLevel.Warning, "Node {Node} has max_allowed_packet {Packet}; group commits may need {Needed}")]
    public static partial void PacketSmall(ILogger log, string node, long packet, long needed);

    [LoggerMessage(2103, LogLevel.Warning, "Node {Node} has innodb_flush_log_at_trx_commit {Flush} and sync_binlog {Sync} instead of 1 and 1: a crash loses what it has acknowledged, unless replicas have it")]
    public static partial void NotDurable(ILogger log, string node, long flush, long sync);

    [LoggerMessage(2104, LogLevel.Error, "Commits of cluster {Cluster} hang at node {Node}: their fate is unknown, and writes are refused until one is acknowledged")]
    public static partial void CommitsHang(ILogger log, string cluster, string node);

    [LoggerMessage(2105, LogLevel.Information, "Commits of cluster {Cluster} are acknowledged again")]
    public static partial void CommitsFlow(ILogger log, string cluster);

    [LoggerMessage(2106, LogLevel.Information, "Cluster {Cluster} has primary {Node} in role epoch {Epoch}")]
    public static partial void PrimaryMoved(ILogger log, string cluster, string node, long epoch);

    [LoggerMessage(2107, LogLevel.Warning, "The time of cluster {Cluster} could not be written: its replicas look further behind than they are")]
    public static partial void HeartbeatFailed(ILogger log, string cluster, Exception fault);
}
