using MemberGrains.Gateway.Accounts;
using MemberGrains.Gateway.Calls;
using MemberGrains.Gateway.Commands;
using MemberGrains.Gateway.Health;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Metrics;
using MemberGrains.Gateway.Reading;
using MemberGrains.Gateway.Resources;
using MemberGrains.Gateway.Routing;
using MemberGrains.Interfaces.Identities;
using MemberGrains.ReadModels;
using MemberGrains.Resilience.Admission;
using MemberGrains.Resilience.Dependencies;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MemberGrains.Gateway;

/// <summary>
/// What a gateway is made of. It expects from whoever composes it: IGrainFactory, and what
/// ReadModelServices.AddViewsOf adds for its center.
/// </summary>
internal static class GatewayServices
{
    public static IServiceCollection AddGateway(this IServiceCollection services, GatewayOptions options)
    {
        options.Validate();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PrometheusExporter>();
        services.AddDependencies();
        services.AddOptions<LagBudgets>().ValidateDataAnnotations();
        services.AddSingleton(options);
        services.AddSingleton(ParserOf(options));
        services.AddSingleton(provider => new AccountBook(options.Accounts, provider.GetRequiredService<TimeProvider>(), options.TakesLaptopKeys));
        services.AddSingleton(provider => new AdmissionGate(options.Admission, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<AdmissionDesk>();
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton<GrainCalls>();
        services.AddSingleton<CenterCacheAccess>();
        services.AddSingleton<RecordSources>();
        services.AddSingleton<RelationReader>();
        services.AddSingleton<CommandDesk>();
        services.AddSingleton<IdentityCommands>();
        services.AddSingleton<HealthProbe>();
        AddResources(services);
        services.AddSingleton(provider => new RouteTable(provider.GetServices<IResource>().SelectMany(resource => resource.Routes)));
        return services.AddSingleton<Door>();
    }

    private static void AddResources(IServiceCollection services)
    {
        services.AddSingleton<IResource, IdentityResource>();
        services.AddSingleton<IResource, HistoryResource>();
        services.AddSingleton<IResource, ResolveResource>();
        services.AddSingleton<IResource, SearchResource>();
        services.AddSingleton<IResource, MemberResource>();
        services.AddSingleton<IResource, BindingResource>();
        services.AddSingleton<IResource, MergeResource>();
        services.AddSingleton<IResource, SplitResource>();
        services.AddSingleton<IResource, QuarantineResource>();
        services.AddSingleton<IResource, OperationResource>();
        services.AddSingleton<IResource, OpsResource>();
        services.AddSingleton<IResource, DrainResource>();
        services.AddSingleton<IResource, HealthResource>();
        services.AddSingleton<IResource, MetricsResource>();
        services.AddSingleton<IResource, OpenApiResource>();
    }

    private static IdentityParser ParserOf(GatewayOptions options) =>
        options is { BlockedValues: null, BlockedIdentities: null }
            ? IdentityParser.Default
            : new IdentityParser(new BlockedValues(options.BlockedValues ?? [], options.BlockedIdentities ?? []));
}
