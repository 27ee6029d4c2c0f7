using Orleans.Configuration;

namespace MemberGrains.Gateway.Hosting;

/// <summary>How a gateway of its own process finds the cluster.</summary>
internal static class ClusterConnection
{
    private const string MySqlInvariant = "MySql.Data.MySqlConnector";

    /// <summary>Membership is read from the cluster's MySQL, section <c>Cluster</c>: ClusterId, ServiceId, ConnectionString.</summary>
    public static IServiceCollection AddClusterConnection(this IServiceCollection services, IConfiguration configuration)
    {
        var cluster = configuration.GetRequiredSection("Cluster");
        return services.AddOrleansClient(client => client
            .Configure<ClusterOptions>(cluster)
            .UseAdoNetClustering(membership =>
            {
                membership.Invariant = MySqlInvariant;
                membership.ConnectionString = cluster["ConnectionString"];
            }));
    }
}
