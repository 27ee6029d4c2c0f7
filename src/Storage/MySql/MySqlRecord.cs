using System.ComponentModel.DataAnnotations;
using MemberGrains.Resilience.Dependencies;
using MemberGrains.Storage.MySql.Configuration;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Reading;
using MemberGrains.Storage.MySql.Text;
using MemberGrains.Storage.MySql.Writing;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Port.Backend;
using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Threads;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MemberGrains.Storage.MySql;

/// <summary>The record in MySQL clusters: production, and the laptop with real services.</summary>
public static class MySqlRecord
{
    /// <summary>
    /// Opens the record. No server is asked before the first call: one that is out when a silo starts makes its slots
    /// unavailable and no others. The schema must be there: <see cref="MySqlSchema.ApplyAsync"/>.
    /// </summary>
    /// <param name="slots">Which cluster has which slots.</param>
    /// <param name="options">Where they are.</param>
    /// <param name="record">Batching and limits.</param>
    /// <param name="time">Time-outs; the store's clock is the servers'.</param>
    /// <param name="pipelines">Time-outs, retries and breakers; null for the default table.</param>
    /// <param name="primaries">Which nodes are the primaries; null for those of the configuration.</param>
    /// <param name="log">Null for no log.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option is not valid.</exception>
    /// <exception cref="ValidationException">An option of <paramref name="record"/> is out of its range.</exception>
    public static RecordStore Open(
        SlotMap slots, MySqlRecordOptions options, RecordOptions record, TimeProvider time,
        DependencyPipelines? pipelines = null, IPrimaryDirectory? primaries = null, ILogger<RecordStore>? log = null)
    {
        new MySqlRecordValidation(slots).ThrowIfInvalid(options);
        Validator.ValidateObject(record, new ValidationContext(record), validateAllProperties: true);
        primaries ??= new ConfiguredPrimaries(options);
        var backends = slots.Clusters.Select(cluster => Open(cluster, options, time, pipelines ?? DependencyPipelines.Default, primaries, log ?? NullLogger<RecordStore>.Instance));
        return new RecordStore(slots, backends, record, time, log: log);
    }

    private static MySqlClusterBackend Open(
        PhysicalCluster cluster, MySqlRecordOptions options, TimeProvider time, DependencyPipelines pipelines, IPrimaryDirectory primaries, ILogger log)
    {
        var its = options.Clusters.Single(one => one.Id == cluster.Id);
        var clock = new StoreClock(options.Clock);
        var target = new PrimaryTarget(its, primaries);
        var connector = new NodeConnector(cluster, options, pipelines, log);
        var writes = new PrimaryWrites(cluster.Id, target, connector, clock, options.Probe ?? (static _ => { }), time, log);
        var readers = new DedicatedThreads<NodeSession>($"record {cluster.Id} reader", Sessions(options.ReadConnections, () => target.Node));
        var replicaRead = new ReadReplica(clock, options.ReplicaLagBudgetMs);
        var replicas = new Replicas(its, target, replicaRead, node => new ReplicaNode(
            node.Name, pipelines.Build(DependencyCall.ReplicaRead, node.Name, DependencyFaults.Once(Faults.MySqlFaults.IsOutage)),
            () => Sessions(options.ReplicaConnections, () => node)));
        var heartbeat = new Heartbeat(
            cluster.Id, writes, clock, TimeSpan.FromMilliseconds(options.HeartbeatMs), pipelines.TimeoutOf(DependencyCall.RecordCommit), time, log);
        return new MySqlClusterBackend(cluster.Id, writes, readers, replicas, replicaRead, heartbeat, new ClusterPipelines(pipelines, cluster.Id), clock);

        NodeSession[] Sessions(int count, Func<MySqlNodeOptions> node) =>
            [.. Enumerable.Range(0, count).Select(_ => new NodeSession(cluster.Id, connector, node, SessionKind.Read))];
    }
}
