using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Cache.Checking;
using MemberGrains.ReadModels.Projections;
using MemberGrains.ReadModels.Registration;
using MemberGrains.Silo.Roles;
using MemberGrains.Storage.Slots;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MemberGrains.Silo.Config;

/// <summary>The record, the news and the views on their servers, for a silo of its own process.</summary>
public static class RealStoreServices
{
    /// <summary>
    /// <see cref="RealServers.AddRealServers"/>, with roles and slot map; the silo competes for the relays, and feeds the read
    /// models of its center.
    /// </summary>
    /// <param name="services">The silo's.</param>
    /// <param name="settings">The root of the configuration.</param>
    /// <param name="center">The silo's.</param>
    /// <param name="process">Name of this process, unique in the cluster.</param>
    public static IServiceCollection AddRealStores(this IServiceCollection services, IConfiguration settings, string center, string process)
    {
        var configured = ConfiguredRoles.Of(settings);
        services.AddClusterRoles(configured);
        services.AddRoleDirectory(configured, provider => provider.GetRequiredService<IGrainFactory>);
        services.AddHostedService(provider => provider.GetRequiredService<RoleDirectory>());
        services.TryAddSingleton<IStreamClusters>(provider => provider.GetRequiredService<SlotMap>());
        services.AddSingleton<ICacheGenerations>(provider => new GrainCacheGenerations(provider.GrainOf<ICacheGenerationGrain>));
        services.AddRealServers(settings);
        services.AddRelays();
        services.Configure<ProjectionOptions>(projections => projections.Center = center);
        services.AddProjections();
        services.AddHostedService(provider => provider.GetRequiredService<ReadModelHost>());
        services.AddHostedService(provider => provider.GetRequiredService<CacheCheckers>());
        return services.AddReadModelReports(process, provider => provider.GrainOf<IReadModelBoardGrain>);
    }

    private static TGrain GrainOf<TGrain>(this IServiceProvider provider, string key)
        where TGrain : IGrainWithStringKey => provider.GetRequiredService<IGrainFactory>().GetGrain<TGrain>(key);
}
