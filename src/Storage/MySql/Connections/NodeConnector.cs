using System.Collections.Concurrent;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Resilience.Dependencies;
using MemberGrains.Storage.MySql.Driver;
using MemberGrains.Storage.MySql.Faults;
using MemberGrains.Storage.MySql.Schema;
using MemberGrains.Storage.Slots;
using Microsoft.Extensions.Logging;
using Polly;

namespace MemberGrains.Storage.MySql.Connections;

/// <summary>Opens connections to the nodes of one physical cluster, sets them up and checks what they are connected to.</summary>
internal sealed class NodeConnector
{
    // Above every time-out of a pipeline: it only frees a thread whose server has fallen silent.
    private static readonly TimeSpan _longestCommand = TimeSpan.FromSeconds(30);

    private readonly PhysicalCluster _cluster;
    private readonly MySqlRecordOptions _options;
    private readonly DependencyPipelines _pipelines;
    private readonly ILogger _log;
    private readonly ConcurrentDictionary<string, ResiliencePipeline> _byNode = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _checked = new(StringComparer.Ordinal);

    public NodeConnector(PhysicalCluster cluster, MySqlRecordOptions options, DependencyPipelines pipelines, ILogger log) =>
        (_cluster, _options, _pipelines, _log) = (cluster, options, pipelines, log);

    /// <exception cref="StoreUnavailableException">It can not be opened, or is not of this cluster and this schema.</exception>
    public NodeConnection Open(MySqlNodeOptions node, SessionKind kind)
    {
        var pipeline = _byNode.GetOrAdd(node.Name, static (name, connector) => connector.Pipeline(name), this);
        try
        {
            return pipeline.Execute(() => OpenNow(node, kind));
        }
        catch (Exception fault) when (MySqlFaults.OfPipeline(_cluster.Id, fault) is { } refusal)
        {
            throw refusal;
        }
    }

    private ResiliencePipeline Pipeline(string node) => _pipelines.Build(DependencyCall.RecordConnect, node, DependencyFaults.Once(MySqlFaults.IsOutage));

    private NodeConnection OpenNow(MySqlNodeOptions node, SessionKind kind)
    {
        NodeConnection? connection = null;
        try
        {
            connection = NodeConnection.Open(node.Name, Settings(node));
            Prepare(connection, kind);
            NodeCheck.Run(connection, _cluster, first: _checked.TryAdd(node.Name, true), _log);
            return connection;
        }
        catch (NodeFault fault)
        {
            connection?.Dispose();
            throw MySqlFaults.NothingWritten(_cluster.Id, fault);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    private DriverSettings Settings(MySqlNodeOptions node) => new(
        node.Host, node.Port, _options.User, _options.Password, _options.Database, _options.Tls, _options.TlsCa,
        _pipelines.TimeoutOf(DependencyCall.RecordConnect), _longestCommand);

    /// <summary>
    /// A server's own defaults are not relied on. A lock is waited for shorter than a commit may take, and group commits need
    /// READ COMMITTED: above it two of them lock the gap that both insert into.
    /// </summary>
    private static void Prepare(NodeConnection connection, SessionKind kind)
    {
        connection.Sql
            .Sql("SET SESSION sql_mode='STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', time_zone='+00:00', innodb_lock_wait_timeout=2, auto_increment_increment=1;")
            .Sql("SET SESSION TRANSACTION ISOLATION LEVEL ")
            .Sql(kind == SessionKind.Write ? "READ COMMITTED" : "REPEATABLE READ");
        connection.Execute();
    }
}
