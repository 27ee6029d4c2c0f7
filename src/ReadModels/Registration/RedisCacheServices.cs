using System.Security.Cryptography;
using MemberGrains.ChangeStream;
using MemberGrains.ChangeStream.Port;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Diagnostics;
using MemberGrains.ReadModels.Redis;
using MemberGrains.ReadModels.Redis.Connection;
using MemberGrains.ReadModels.Redis.Options;
using MemberGrains.Resilience.Dependencies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MemberGrains.ReadModels.Registration;

/// <summary>The caches in Redis.</summary>
public static class RedisCacheServices
{
    /// <summary>
    /// A cache of each center, keyed by center. Needs <see cref="ICacheGenerations"/>, <see cref="IStreamClusters"/> and a
    /// <see cref="TimeProvider"/>. Servers are reached when first used; while they are not, the caches are bypassed.
    /// </summary>
    /// <param name="services">The host's.</param>
    /// <param name="section"><c>Cache:Redis</c>: one <see cref="RedisCacheOptions"/> for each center.</param>
    public static IServiceCollection AddRedisCaches(this IServiceCollection services, IConfigurationSection section)
    {
        services.AddReadModelCore();
        services.AddDependencies();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RedisCacheOptions>, RedisCacheOptionsValidation>());
        foreach (string center in StreamGroups.Centers)
        {
            services.AddOptions<RedisCacheOptions>(center).Bind(section.GetSection(center)).ValidateDataAnnotations().ValidateOnStart();
            services.AddKeyedSingleton<ICenterCache>(center, (provider, _) => provider.OpenRedis(center));
            services.AddCacheModel(center, settles: true);
        }

        return services;
    }

    private static RedisCenterCache OpenRedis(this IServiceProvider provider, string center)
    {
        var options = provider.GetRequiredService<IOptionsMonitor<RedisCacheOptions>>().Get(center);
        var time = provider.GetRequiredService<TimeProvider>();
        var logger = provider.GetRequiredService<ILogger<RedisCenterCache>>();
        return new RedisCenterCache(new RedisCacheParts
        {
            Center = center,
            Link = new RedisLink(center, RedisServers.Of(options, time), options, NewMark, time, logger),
            Generations = provider.GetRequiredService<ICacheGenerations>(),
            Times = provider.GetRequiredService<IOptions<CacheOptions>>().Value,
            Options = options,
            Pipeline = provider.GetRequiredService<DependencyPipelines>().Build(DependencyCall.CacheCall, $"cache-{center}", RedisFaults.Policy),
            FirstLease = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & (long.MaxValue >> 1),
            Time = time,
            Metrics = provider.GetRequiredService<ReadModelMetrics>(),
            Logger = logger,
        });
    }

    private static string NewMark() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
