using Orleans.Configuration;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace MemberGrains.Silo.Hosting;

/// <summary>How a silo of its own process joins the cluster.</summary>
internal static class ClusterMembership
{
    private const string MySqlInvariant = "MySql.Data.MySqlConnector";

    /// <summary>
    /// Membership is kept in the cluster's MySQL, section <c>Cluster</c>: ClusterId, ServiceId, ConnectionString. In the
    /// Development environment a silo without that section is a cluster of its own.
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

    private static void UseMySql(ISiloBuilder silo, SiloProcessOptions options, IConfigurationSection cluster)
    {
        string connection = cluster["ConnectionString"]
            ?? throw new InvalidOperationException("Cluster:ConnectionString names the MySQL database that holds the membership; it is missing.");
        silo.Configure<ClusterOptions>(cluster);
        silo.ConfigureEndpoints(options.SiloPort, options.GatewayPort);
        silo.UseAdoNetClustering(membership =>
        {
            membership.Invariant = MySqlInvariant;
            membership.ConnectionString = connection;
        });
    }
}
