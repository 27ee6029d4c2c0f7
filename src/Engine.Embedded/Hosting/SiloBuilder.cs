using MemberGrains.Engine.Embedded.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Hosting;

/// <summary>Registers what every silo has; once for a host, however often it is asked.</summary>
internal sealed class SiloBuilder(IServiceCollection services, IConfiguration configuration) : ISiloBuilder
{
    public IServiceCollection Services => services;

    public IConfiguration Configuration => configuration;

    public static SiloBuilder In(IServiceCollection services, IConfiguration configuration)
    {
        if (services.LastOrDefault(s => s.ServiceType == typeof(SiloBuilder))?.ImplementationInstance is SiloBuilder existing) return existing;
        if (services.Any(s => s.ServiceType == typeof(ClientBuilder)))
            throw new OrleansConfigurationException("Do not call both UseOrleans and UseOrleansClient on one host: a silo is a client too.");
        var builder = new SiloBuilder(services, configuration);
        services.AddSingleton(builder);
        builder.AddServices();
        return builder;
    }

    private void AddServices()
    {
        services.AddLogging();
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => ClusterRegistry.FindOrAdd(provider.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId));
        services.TryAddSingleton<ILocalSiloDetails, LocalSiloDetails>();
        services.AddSingleton<SiloLifecycle>();
        services.AddSingleton<ISiloLifecycle>(provider => provider.GetRequiredService<SiloLifecycle>());
        services.AddSingleton(provider =>
        {
            var details = provider.GetRequiredService<ILocalSiloDetails>();
            return new Silo(provider.GetRequiredService<Cluster>(), details.Name, details.SiloAddress, provider);
        });
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<Silo>().Runtime);
        services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<Silo>().Runtime);
        services.AddTransient<IGrainContext>(_ => Activation.Here ?? throw new InvalidOperationException("IGrainContext can only be injected into grains."));
        services.AddHostedService<SiloService>();
    }
}
