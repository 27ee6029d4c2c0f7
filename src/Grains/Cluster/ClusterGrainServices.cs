using Microsoft.Extensions.DependencyInjection;

namespace MemberGrains.Grains.Cluster;

/// <summary>What the cluster grain is made of. <see cref="ISiloControl"/> comes from whoever composes the silos.</summary>
public static class ClusterGrainServices
{
    /// <summary>Adds it to a silo.</summary>
    public static IServiceCollection AddClusterGrain(this IServiceCollection services) => services.AddSingleton<PendingOperations>();
}
