using MemberGrains.ChangeStream;
using MemberGrains.ChangeStream.Port;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Diagnostics;
using MemberGrains.ReadModels.Embedded.Cache;
using MemberGrains.ReadModels.Embedded.Search;
using MemberGrains.ReadModels.Search;
using MemberGrains.ReadModels.Search.Cluster;
using MemberGrains.ReadModels.Status;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MemberGrains.ReadModels.Registration;

/// <summary>The views that live in the process. Hosts that share one process must share these instances.</summary>
public static class EmbeddedReadModelServices
{
    /// <summary>The three search clusters. Needs <see cref="IStreamClusters"/> and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddEmbeddedSearch(this IServiceCollection services)
    {
        services.AddReadModelCore();
        services.AddOptions<EmbeddedSearchOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddSearchModel(SearchSource.Primary, "a", StreamGroups.SearchPrimary);
        services.AddSearchModel(SearchSource.Backup, "b", StreamGroups.SearchBackup);
        services.AddSearchModel(SearchSource.Marketing, "a", StreamGroups.SearchMarketing);
        return services;
    }

    /// <summary>
    /// A cache of each center, keyed by center. Needs <see cref="ICacheGenerations"/>, <see cref="IStreamClusters"/> and a
    /// <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddEmbeddedCache(this IServiceCollection services)
    {
        services.AddReadModelCore();
        foreach (string center in StreamGroups.Centers)
        {
            services.AddKeyedSingleton<ICenterCache>(center, (provider, _) => new EmbeddedCenterCache(
                center,
                provider.GetRequiredService<IOptions<CacheOptions>>().Value,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ReadModelMetrics>()));
            services.AddCacheModel(center, settles: false);
        }

        return services;
    }

    private static void AddSearchModel(this IServiceCollection services, SearchSource source, string center, string name)
    {
        services.AddKeyedSingleton<ISearchCluster>(source, (provider, _) => new EmbeddedSearchCluster(
            name,
            provider.GetRequiredService<IOptions<EmbeddedSearchOptions>>().Value,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider =>
        {
            var cluster = provider.GetRequiredKeyedService<ISearchCluster>(source);
            var budget = provider.GetRequiredService<IOptions<LagBudgets>>().Value.Search;
            return new SearchModel(source, name, cluster, provider.HealthOf(center, name, cluster.RefreshInterval, budget));
        });
    }
}
