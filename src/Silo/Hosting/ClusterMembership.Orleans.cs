using Orleans.Configuration;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace MemberGrains.Silo.Hosting;

/// <summary>How a silo of its own process joins the cluster, and where Orleans keeps what is its own.</summary>
internal static class ClusterMembership
{
    /// <summary>The storage of durable state that is no row of the record: roles, the slot map.</summary>
    public const string RoleStorage = "roles";

    private const string MySqlInvariant = "MySql.Data.MySqlConnector";

    /// <summary>
    /// Membership, grain state and reminders are kept in the cluster's MySQL, section <c>Cluster</c>: ClusterId, ServiceId,
    /// ConnectionString; the database has what orleans-clustering.sql makes. In the Development environment a silo without
    /// that section is a cluster of its own.
    /// </summary>
    public static void AddClusteredSilo(this IHostApplicationBuilder builder, SiloProcessOptions options, Action<ISiloBuilder> configure) => builder.UseOrleans(silo =>
    {
        silo.UseSiloMetadata(new Dictionary<string, string>(StringComparer.Ordinal) { ["center"] = options.Center });
        var cluster = builder.Configuration.GetSection("Cluster");
        if (builder.Environment.IsDevelopment() && !cluster.Exists())
            silo.UseLocalhostClustering(options.SiloPort, options.GatewayPort);
        else
            UseMySql(silo, options, cluster);
        configure(silo);
    });

    /// <summary>All three in one database; also for hosts that set their endpoints themselves.</summary>
    public static ISiloBuilder UseMySqlCluster(this ISiloBuilder silo, string connection) => silo
        .UseAdoNetClustering(membership => (membership.Invariant, membership.ConnectionString) = (MySqlInvariant, connection))
        .AddAdoNetGrainStorage(RoleStorage, storage => (storage.Invariant, storage.ConnectionString) = (MySqlInvariant, connection))
        .UseAdoNetReminderService(reminders => (reminders.Invariant, reminders.ConnectionString) = (MySqlInvariant, connection));

    private static void UseMySql(ISiloBuilder silo, SiloProcessOptions options, IConfigurationSection cluster)
    {
        string connection = cluster["ConnectionString"]
            ?? throw new InvalidOperationException("Cluster:ConnectionString names the MySQL database that holds the membership; it is missing.");
        silo.Configure<ClusterOptions>(cluster);
        silo.ConfigureEndpoints(options.SiloPort, options.GatewayPort);
        silo.UseMySqlCluster(connection);
    }
}
