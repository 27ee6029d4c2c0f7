using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.RabbitMq;
using MemberGrains.Interfaces;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Cache.Checking;
using MemberGrains.ReadModels.Projections;
using MemberGrains.ReadModels.Registration;
using MemberGrains.Resilience.Dependencies;
using MemberGrains.Silo.Roles;
using MemberGrains.Storage.MySql;
using MemberGrains.Storage.Slots;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MemberGrains.Silo.Config;

/// <summary>The record, the news and the views on their servers, for a silo of its own process.</summary>
public static class RealStoreServices
{
    /// <summary>
    /// MySQL, RabbitMQ, Elasticsearch and Redis as the sections <c>Record:MySql</c>, <c>ChangeStream:RabbitMq</c>,
    /// <c>Search:Elasticsearch</c> and <c>Cache:Redis</c> say, their time-outs as <c>Dependencies</c> says; all are checked
    /// when the host starts. The silo competes for the relays, and feeds the read models of its center.
    /// </summary>
    /// <param name="services">The silo's.</param>
    /// <param name="settings">The root of the configuration.</param>
    /// <param name="center">The silo's.</param>
    /// <param name="process">Name of this process, unique in the cluster.</param>
    public static IServiceCollection AddRealStores(this IServiceCollection services, IConfiguration settings, string center, string process)
    {
        services.AddDependencies(settings);
        var configured = ConfiguredRoles.Of(settings);
        services.AddClusterRoles(configured);
        services.AddRoleDirectory(configured, provider => provider.GetRequiredService<IGrainFactory>);
        services.AddHostedService(provider => provider.GetRequiredService<RoleDirectory>());
        services.AddMySqlRecord(settings.GetSection(MySqlRecordOptions.Section));
        services.TryAddSingleton<IStreamClusters>(provider => provider.GetRequiredService<SlotMap>());
        services.AddRabbitMqBrokers(settings.GetSection("ChangeStream:RabbitMq"));
        services.AddElasticsearch(settings.GetSection("Search:Elasticsearch"));
        services.AddSingleton<ICacheGenerations>(provider => new GrainCacheGenerations(provider.GrainOf<ICacheGenerationGrain>));
        services.AddRedisCaches(settings.GetSection("Cache:Redis"));
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
