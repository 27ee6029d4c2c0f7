using MemberGrains.Interfaces;
using MemberGrains.ReadModels;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Search;

namespace MemberGrains.Gateway.Hosting;

/// <summary>Registers <see cref="RecordOnly"/> for everything a center's read models would be.</summary>
internal static class RecordOnlyServices
{
    public static IServiceCollection AddRecordOnlyReads(this IServiceCollection services, string center)
    {
        var none = new RecordOnly(center);
        services.AddSingleton<CacheFloors>();
        services.AddSingleton(provider => new CacheGenerationClient(
            center,
            new GrainCacheGenerations(name => provider.GetRequiredService<IGrainFactory>().GetGrain<ICacheGenerationGrain>(name)),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<CacheGenerationClient>>()));
        services.AddHostedService(provider => provider.GetRequiredService<CacheGenerationClient>());
        return services
            .AddSingleton<ICenterCache>(none)
            .AddSingleton<IMemberSearch>(none)
            .AddSingleton<IReadModelStatus>(none)
            .AddSingleton<IStreamProgress>(none);
    }
}
