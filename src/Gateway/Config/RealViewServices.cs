using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Registration;
using MemberGrains.Resilience.Dependencies;

namespace MemberGrains.Gateway.Config;

/// <summary>The views of a gateway of its own process, on their servers.</summary>
internal static class RealViewServices
{
    /// <summary>
    /// Redis and Elasticsearch as the sections <c>Cache:Redis</c> and <c>Search:Elasticsearch</c> say, their time-outs as
    /// <c>Dependencies</c> says; checked when the gateway starts. How far each view is, it hears from the silos that feed them.
    /// </summary>
    public static IServiceCollection AddRealViews(this IServiceCollection services, IConfiguration settings, string center)
    {
        services.AddDependencies(settings);
        services.AddSingleton<IStreamClusters>(new ConfiguredClusters(settings));
        services.AddHostedService<SlotMapCheck>();
        services.AddSingleton<ICacheGenerations>(provider => new GrainCacheGenerations(provider.GrainOf<ICacheGenerationGrain>));
        services.AddElasticsearch(settings.GetSection("Search:Elasticsearch"));
        services.AddRedisCaches(settings.GetSection("Cache:Redis"));
        return services.AddFollowedViewsOf(center, provider => provider.GrainOf<IReadModelBoardGrain>);
    }

    private static TGrain GrainOf<TGrain>(this IServiceProvider provider, string key)
        where TGrain : IGrainWithStringKey => provider.GetRequiredService<IGrainFactory>().GetGrain<TGrain>(key);
}
