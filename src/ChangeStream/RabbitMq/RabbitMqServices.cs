using MemberGrains.ChangeStream.Diagnostics;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Resilience.Dependencies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MemberGrains.ChangeStream.RabbitMq;

/// <summary>The news through real brokers.</summary>
public static class RabbitMqServices
{
    /// <summary>
    /// Adds the RabbitMQ broker of each center under <see cref="IChangeBroker"/>, keyed by center, and its
    /// <see cref="IDeadLetters"/> the same way. Needs <see cref="IStreamClusters"/>.
    /// </summary>
    /// <param name="services">The host's.</param>
    /// <param name="configuration">The section <c>ChangeStream:RabbitMq</c>, with a section of <see cref="RabbitMqOptions"/> for each center.</param>
    public static IServiceCollection AddRabbitMqBrokers(this IServiceCollection services, IConfigurationSection configuration)
    {
        services.AddDependencies();
        services.TryAddSingleton(provider => new ChangeStreamMetrics(provider.GetService<System.Diagnostics.Metrics.IMeterFactory>()));
        foreach (string center in StreamGroups.Centers)
        {
            services.AddOptions<RabbitMqOptions>(center).Bind(configuration.GetSection(center)).ValidateDataAnnotations().ValidateOnStart();
            services.AddKeyedSingleton(center, (provider, _) => CreateBroker(provider, center));
            services.AddKeyedSingleton<IChangeBroker>(center, (provider, _) => provider.GetRequiredKeyedService<RabbitMqBroker>(center));
            services.AddSingleton<IChangeBroker>(provider => provider.GetRequiredKeyedService<RabbitMqBroker>(center));
            services.AddKeyedSingleton(center, (provider, _) => provider.GetRequiredKeyedService<RabbitMqBroker>(center).DeadLetters);
            services.AddSingleton(provider => provider.GetRequiredKeyedService<RabbitMqBroker>(center).DeadLetters);
        }

        return services;
    }

    private static RabbitMqBroker CreateBroker(IServiceProvider provider, string center) => new(
        center,
        [.. StreamGroups.Of(center)],
        () => provider.GetRequiredService<IStreamClusters>().Names,
        provider.GetRequiredService<IOptionsMonitor<RabbitMqOptions>>().Get(center),
        provider.GetRequiredService<DependencyPipelines>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ChangeStreamMetrics>(),
        provider.GetRequiredService<ILogger<RabbitMqBroker>>());
}
