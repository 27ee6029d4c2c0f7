using MemberGrains.ChangeStream;
using MemberGrains.ChangeStream.Port;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Diagnostics;
using MemberGrains.ReadModels.Embedded.Cache;
using MemberGrains.ReadModels.Embedded.Search;
using Microsoft.Extensions.DependencyInjection;
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
        services.AddSearchModels((provider, _, name) => new EmbeddedSearchCluster(
            name,
            provider.GetRequiredService<IOptions<EmbeddedSearchOptions>>().Value,
            provider.GetRequiredService<TimeProvider>()));
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
}
