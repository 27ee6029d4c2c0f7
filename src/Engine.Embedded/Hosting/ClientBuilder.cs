using MemberGrains.Engine.Embedded.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Hosting;

/// <summary>Registers what every client has; once for a host, however often it is asked.</summary>
internal sealed class ClientBuilder(IServiceCollection services, IConfiguration configuration) : IClientBuilder
{
    public IServiceCollection Services => services;

    public IConfiguration Configuration => configuration;

    public static ClientBuilder In(IServiceCollection services, IConfiguration configuration)
    {
        if (services.LastOrDefault(s => s.ServiceType == typeof(ClientBuilder))?.ImplementationInstance is ClientBuilder existing) return existing;
        if (services.Any(s => s.ServiceType == typeof(SiloBuilder)))
            throw new OrleansConfigurationException("Do not call both UseOrleans and UseOrleansClient on one host: a silo is a client too.");
        var builder = new ClientBuilder(services, configuration);
        services.AddSingleton(builder);
        builder.AddServices();
        return builder;
    }

    private void AddServices()
    {
        services.AddLogging();
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => FindCluster(provider.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId));
        services.AddSingleton(provider => new CallRuntime(
            provider.GetRequiredService<Cluster>(),
            null,
            "client",
            provider.GetRequiredService<IOptions<ClientMessagingOptions>>().Value,
            provider,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetServices<IOutgoingGrainCallFilter>().ToArray()));
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<CallRuntime>());
        services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<CallRuntime>());
        services.AddHostedService<ClientService>();
    }

    private static Cluster FindCluster(string clusterId) =>
        ClusterRegistry.Find(clusterId)
        ?? throw new OrleansConfigurationException($"This process has no cluster '{clusterId}'. The embedded engine knows one process only; build with GrainEngine=Orleans to reach others.");
}
