using MemberGrains.ChangeStream.Diagnostics;
using MemberGrains.ChangeStream.InProcess;
using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.Relay;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MemberGrains.ChangeStream.Registration;

/// <summary>The news: the relay, and the brokers it publishes to.</summary>
public static class ChangeStreamServices
{
    /// <summary>
    /// Adds <see cref="OutboxRelays"/>. Needs an <see cref="IOutbox"/>, its <see cref="ICenterBacklogs"/>, every center's <see cref="IChangeBroker"/> and a
    /// <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddChangeStream(this IServiceCollection services)
    {
        services.AddOptions<RelayOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(provider => new ChangeStreamMetrics(provider.GetService<System.Diagnostics.Metrics.IMeterFactory>()));
        services.TryAddSingleton<OutboxRelays>();
        return services;
    }

    /// <summary>
    /// Adds a broker of each center that lives in this process, under <see cref="IChangeBroker"/> and keyed by center.
    /// Hosts that share one process must share these instances.
    /// </summary>
    public static IServiceCollection AddInProcessBrokers(this IServiceCollection services)
    {
        services.AddOptions<InProcessBrokerOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(provider => new ChangeStreamMetrics(provider.GetService<System.Diagnostics.Metrics.IMeterFactory>()));
        foreach (string center in StreamGroups.Centers)
        {
            services.AddKeyedSingleton(center, (provider, _) => CreateBroker(provider, center));
            services.AddKeyedSingleton<IChangeBroker>(center, (provider, _) => provider.GetRequiredKeyedService<InProcessBroker>(center));
            services.AddSingleton<IChangeBroker>(provider => provider.GetRequiredKeyedService<InProcessBroker>(center));
        }

        return services;
    }

    private static InProcessBroker CreateBroker(IServiceProvider provider, string center) => new(
        center,
        StreamGroups.Of(center),
        provider.GetRequiredService<IOptions<InProcessBrokerOptions>>().Value,
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ChangeStreamMetrics>(),
        provider.GetRequiredService<ILogger<InProcessBroker>>());
}
