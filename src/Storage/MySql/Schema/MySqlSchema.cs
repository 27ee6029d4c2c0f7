using MemberGrains.Resilience.Dependencies;
using MemberGrains.Storage.MySql.Configuration;
using MemberGrains.Storage.MySql.Driver;
using MemberGrains.Storage.MySql.Faults;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Schema;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Threads;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MemberGrains.Storage.MySql;

/// <summary>The explicit step that makes and upgrades the schema. The record itself never does: it only checks.</summary>
public static class MySqlSchema
{
    // 1,024 tables take seconds, on a busy disk a minute.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Brings the primaries of all clusters to the newest schema, making the database if it is missing. Forward only,
    /// idempotent, and under a lock on each server: of several that run it at once the others wait and find nothing to do.
    /// </summary>
    /// <param name="slots">Which cluster has which slots.</param>
    /// <param name="options">Where they are.</param>
    /// <param name="primaries">Which nodes are the primaries; null for those of the configuration.</param>
    /// <param name="log">Null for no log.</param>
    /// <param name="cancellation">Ends the wait; a step under way goes on.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are not valid.</exception>
    /// <exception cref="InvalidOperationException">A cluster has a newer schema, or is another one.</exception>
    /// <exception cref="Interfaces.Faults.StoreUnavailableException">A primary can not be reached, or refused a statement.</exception>
    public static async Task ApplyAsync(
        SlotMap slots, MySqlRecordOptions options, IPrimaryDirectory? primaries = null, ILogger? log = null, CancellationToken cancellation = default)
    {
        new MySqlRecordValidation(slots).ThrowIfInvalid(options);
        primaries ??= new ConfiguredPrimaries(options);
        await Task.WhenAll(slots.Clusters.Select(cluster => ApplyAsync(cluster, options, primaries, log ?? NullLogger.Instance, cancellation)));
    }

    private static async Task ApplyAsync(PhysicalCluster cluster, MySqlRecordOptions options, IPrimaryDirectory primaries, ILogger log, CancellationToken cancellation)
    {
        var node = new PrimaryTarget(options.Clusters.Single(one => one.Id == cluster.Id), primaries).Node;
        await using var thread = new DedicatedThreads<SchemaUpgrader>($"schema {cluster.Id}", [new SchemaUpgrader(cluster, options.Database, node.Name, log)]);
        await thread.RunAsync(upgrader => upgrader.Run(new DriverSettings(
            node.Host, node.Port, options.User, options.Password, "", options.Tls, options.TlsCa,
            DependencyPipelines.Default.TimeoutOf(DependencyCall.RecordConnect), _patience)), cancellation);
    }
}
