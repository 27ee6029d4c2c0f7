using MemberGrains.Storage.MySql;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Driver;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Bench.MySql;

/// <summary>Plain connections to a cluster's primary, set as the record sets its own.</summary>
internal static class BenchConnection
{
    public static NodeConnection Open(MySqlRecordOptions options, PhysicalCluster cluster)
    {
        var its = options.Clusters.Single(one => one.Id == cluster.Id);
        var node = its.Nodes.Single(one => one.Name == its.Primary);
        var settings = new DriverSettings(node.Host, node.Port, options.User, options.Password, options.Database, MySqlTls.None, null, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5));
        var connection = NodeConnection.Open(node.Name, settings);
        connection.Sql.Sql("SET SESSION sql_mode='STRICT_ALL_TABLES', innodb_lock_wait_timeout=20; SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
        connection.Execute();
        return connection;
    }
}
