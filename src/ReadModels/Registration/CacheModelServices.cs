using MemberGrains.ChangeStream.Port;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Status;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MemberGrains.ReadModels.Registration;

/// <summary>What every center's cache needs around it, whatever it is kept in.</summary>
internal static class CacheModelServices
{
    /// <summary>The generation lease and the model of a center whose <see cref="ICenterCache"/> is registered under its name.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="center">The center.</param>
    /// <param name="settles">See <see cref="CacheGenerationClient"/>.</param>
    public static void AddCacheModel(this IServiceCollection services, string center, bool settles)
    {
        services.AddKeyedSingleton(center, (provider, _) => new CacheGenerationClient(
            center,
            provider.GetRequiredService<ICacheGenerations>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<CacheGenerationClient>>(),
            settles));
        services.AddKeyedSingleton(center, (provider, _) =>
        {
            var health = provider.HealthOf(center, "redis", TimeSpan.Zero, provider.GetRequiredService<IOptions<LagBudgets>>().Value.Cache);
            health.MarkFilled(); // a generation starts empty and is right: it fills as it is read
            return new CacheModel(provider.GetRequiredKeyedService<ICenterCache>(center), provider.GetRequiredKeyedService<CacheGenerationClient>(center), health);
        });
        services.AddSingleton(provider => provider.GetRequiredKeyedService<CacheModel>(center));
    }

    /// <summary>The health of a read model.</summary>
    public static ReadModelHealth HealthOf(this IServiceProvider provider, string center, string name, TimeSpan visibleAfter, TimeSpan budget) => new(
        center,
        name,
        provider.GetRequiredService<IStreamClusters>(),
        visibleAfter,
        budget,
        provider.GetRequiredService<TimeProvider>());
}
