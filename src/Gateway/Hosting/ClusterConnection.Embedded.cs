namespace MemberGrains.Gateway.Hosting;

/// <summary>How a gateway of its own process finds the cluster.</summary>
internal static class ClusterConnection
{
    /// <exception cref="PlatformNotSupportedException">Always: this build's cluster lives in one process with its gateways.</exception>
    public static IServiceCollection AddClusterConnection(this IServiceCollection services, IConfiguration configuration) =>
        throw new PlatformNotSupportedException(
            "This build can not reach a cluster in other processes. Start the laptop with ./dev run, or build with -p:GrainEngine=Orleans.");
}
