using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MemberGrains.Resilience.Dependencies;

/// <summary>Registration of the pipelines.</summary>
public static class DependencyServices
{
    /// <summary>Adds <see cref="DependencyPipelines"/>; may be called more than once.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="configuration">Where the section <see cref="DependencyTable.Section"/> is; null for the defaults.</param>
    public static IServiceCollection AddDependencies(this IServiceCollection services, IConfiguration? configuration = null)
    {
        DependencyMeter.Show();
        var options = services.AddOptions<DependencyTable>().ValidateOnStart();
        if (configuration is not null) options.Bind(configuration.GetSection(DependencyTable.Section));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DependencyTable>, DependencyTableValidation>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DependencyPipelines>();
        return services;
    }
}
