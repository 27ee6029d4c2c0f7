namespace MemberGrains.Silo.Hosting;

/// <summary>How a silo of its own process joins the cluster.</summary>
internal static class ClusterMembership
{
    /// <exception cref="PlatformNotSupportedException">Always: this build's cluster lives in one process.</exception>
    public static void AddClusteredSilo(this IHostApplicationBuilder builder, SiloProcessOptions options, Action<ISiloBuilder> configure) =>
        throw new PlatformNotSupportedException(
            "This build's silos live in one process. Start the laptop with ./dev run, or build with -p:GrainEngine=Orleans.");
}
