using MemberGrains.ChangeStream;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Cache.Checking;
using MemberGrains.ReadModels.Diagnostics;
using MemberGrains.ReadModels.Projections;
using MemberGrains.ReadModels.Rebuild;
using MemberGrains.ReadModels.Search;
using MemberGrains.ReadModels.Search.Cursors;
using MemberGrains.ReadModels.Status;
using MemberGrains.ReadModels.Verification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MemberGrains.ReadModels.Registration;

/// <summary>What is the same whatever the views are kept in.</summary>
public static class ReadModelServices
{
    /// <summary>
    /// The projections and their host, the checkers of the caches, the rebuilder and the verifier. Needs the views, every center's
    /// <see cref="IChangeBroker"/>, <see cref="IReplaySource"/> and <see cref="IStreamClusters"/>.
    /// </summary>
    public static IServiceCollection AddProjections(this IServiceCollection services)
    {
        services.AddReadModelCore();
        services.TryAddSingleton(provider => new ProjectionSet(
        [
            .. provider.GetRequiredService<SearchModels>().All.Where(model => provider.Feeds(model.Health))
                .Select(model => new SearchProjection(model, provider.GetRequiredService<SearchFill>(), provider.ContextOf<SearchProjection>())),
            .. provider.GetServices<CacheModel>().Where(model => provider.Feeds(model.Health))
                .Select(model => new CacheProjection(model, provider.ContextOf<CacheProjection>())),
        ]));
        services.TryAddSingleton<ReplayPages>();
        services.TryAddSingleton<SearchFill>();
        services.TryAddSingleton<SearchRebuilder>();
        services.TryAddSingleton<ReadModelVerifier>();
        services.TryAddSingleton(provider => provider.Observed(new ReadModelStatus(provider.ModelsRead().Where(model => provider.Feeds(model.Health)), provider.GetServices<IChangeBroker>())));
        services.TryAddSingleton<ReadModelHost>();
        services.AddOptions<CacheCheckOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(provider => new CacheCheckers(provider.GetServices<CacheModel>().Where(model => provider.Feeds(model.Health)).Select(provider.CheckerOf)));
        return services;
    }

    /// <summary>
    /// What a gateway of <paramref name="center"/> reads, from <paramref name="views"/>, the provider that holds the
    /// process's views: <see cref="ICenterCache"/>, <see cref="CacheGenerationClient"/>, <see cref="CacheFloors"/>,
    /// <see cref="IStreamProgress"/> (of the cache), <see cref="IMemberSearch"/>, <see cref="IReadModelStatus"/>.
    /// </summary>
    public static IServiceCollection AddViewsOf(this IServiceCollection services, string center, IServiceProvider views)
    {
        var cache = views.GetRequiredKeyedService<CacheModel>(center);
        services.AddSingleton(cache.Cache);
        services.AddSingleton(cache.Generations);
        services.AddSingleton<CacheFloors>();
        services.AddSingleton<IStreamProgress>(cache.Health.Progress);
        services.AddSingleton(views.GetRequiredService<IReadModelStatus>());
        services.AddSingleton<IMemberSearch>(_ => new MemberSearch(
            center,
            views.GetRequiredService<SearchModels>(),
            views.GetRequiredService<SearchCursors>(),
            views.GetRequiredService<TimeProvider>(),
            views.GetRequiredService<ReadModelMetrics>(),
            views.GetRequiredService<ILogger<MemberSearch>>()));
        return services;
    }

    /// <summary>
    /// For a silo of its own process: tells the boards of the centers how far the models are that it feeds. Needs
    /// <see cref="AddProjections"/>.
    /// </summary>
    /// <param name="services">The silo's.</param>
    /// <param name="process">Name of this process, unique in the cluster.</param>
    /// <param name="boards">The grain of a center.</param>
    public static IServiceCollection AddReadModelReports(
        this IServiceCollection services, string process, Func<IServiceProvider, Func<string, IReadModelBoardGrain>> boards) =>
        services.AddHostedService(provider => new ReadModelReporter(
            process,
            provider.ModelsRead().Where(model => provider.Feeds(model.Health)),
            provider.GetServices<IChangeBroker>(),
            boards(provider),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ReadModelReporter>>()));

    /// <summary>
    /// For a gateway of its own process, which feeds no model: what <see cref="AddViewsOf"/> gives, from the views of the
    /// same container, whose state is followed on the boards of the centers. Needs the views.
    /// </summary>
    /// <param name="services">The gateway's.</param>
    /// <param name="center">The gateway's.</param>
    /// <param name="boards">The grain of a center.</param>
    public static IServiceCollection AddFollowedViewsOf(
        this IServiceCollection services, string center, Func<IServiceProvider, Func<string, IReadModelBoardGrain>> boards)
    {
        services.AddReadModelCore();
        services.AddSingleton(provider => provider.GetRequiredKeyedService<CacheModel>(center).Cache);
        services.AddSingleton(provider => provider.GetRequiredKeyedService<CacheModel>(center).Generations);
        services.AddHostedService(provider => provider.GetRequiredService<CacheGenerationClient>());
        services.AddSingleton<CacheFloors>();
        services.AddSingleton<IStreamProgress>(provider => provider.GetRequiredKeyedService<CacheModel>(center).Health.Progress);
        services.AddSingleton(provider => new ReadModelFollower(
            provider.ModelsRead(), boards(provider), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ReadModelFollower>>()));
        services.AddHostedService(provider => provider.GetRequiredService<ReadModelFollower>());
        services.AddSingleton(provider => provider.Observed(provider.GetRequiredService<ReadModelFollower>()));
        services.AddSingleton<IMemberSearch>(provider => ActivatorUtilities.CreateInstance<MemberSearch>(provider, center));
        return services;
    }

    internal static IServiceCollection AddReadModelCore(this IServiceCollection services)
    {
        services.AddOptions<LagBudgets>().ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<CacheOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<CursorOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ProjectionOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CacheOptions>, CacheOptionsValidation>());
        services.TryAddSingleton(provider => new ReadModelMetrics(provider.GetService<System.Diagnostics.Metrics.IMeterFactory>(), provider.GetService<TimeProvider>()));
        services.TryAddSingleton<SearchModels>();
        services.TryAddSingleton(provider => new SearchCursors(provider.GetRequiredService<IOptions<CursorOptions>>().Value));
        return services;
    }

    private static IReadModelStatus Observed(this IServiceProvider provider, IReadModelStatus status)
    {
        provider.GetRequiredService<ReadModelMetrics>().Observe(status);
        return status;
    }

    private static IEnumerable<FedModel> ModelsRead(this IServiceProvider provider) =>
    [
        .. provider.GetRequiredService<SearchModels>().All.Select(model => new FedModel(model.Health, model.Group)),
        .. provider.GetServices<CacheModel>().Select(model => new FedModel(model.Health, StreamGroups.Cache)),
    ];

    private static bool Feeds(this IServiceProvider provider, ReadModelHealth health) =>
        provider.GetRequiredService<IOptions<ProjectionOptions>>().Value.Feeds(health);

    private static CacheChecker CheckerOf(this IServiceProvider provider, CacheModel model) => new(
        model,
        provider.GetRequiredService<IReplaySource>(),
        provider.GetRequiredService<IOptions<CacheCheckOptions>>().Value,
        provider.GetRequiredService<IOptions<LagBudgets>>().Value,
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ReadModelMetrics>(),
        provider.GetRequiredService<ILogger<CacheChecker>>());

    private static ProjectionContext ContextOf<T>(this IServiceProvider provider) => new(
        provider.GetRequiredService<IStreamClusters>(),
        provider.GetRequiredService<IOptions<ProjectionOptions>>().Value,
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ReadModelMetrics>(),
        provider.GetRequiredService<ILogger<T>>());
}
