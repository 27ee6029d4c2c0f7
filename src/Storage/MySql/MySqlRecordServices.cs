using MemberGrains.Resilience.Dependencies;
using MemberGrains.Storage.MySql.Configuration;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Slots;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MemberGrains.Storage.MySql;

/// <summary>Registration of the record in MySQL.</summary>
public static class MySqlRecordServices
{
    /// <summary>
    /// Registers the record's ports over MySQL clusters, opened when first asked for and closed with the container. Which
    /// nodes are primaries is <see cref="IPrimaryDirectory"/>'s to say: register one first, or the configuration's hold.
    /// For several containers in one process open one <see cref="MySqlRecord"/> and register it in each with
    /// <see cref="RecordServices.AddRecord(IServiceCollection, RecordStore)"/>.
    /// </summary>
    /// <param name="services">The host's.</param>
    /// <param name="section">Section <see cref="MySqlRecordOptions.Section"/>.</param>
    public static IServiceCollection AddMySqlRecord(this IServiceCollection services, IConfigurationSection section)
    {
        services.AddDependencies();
        services.AddOptions<MySqlRecordOptions>().Bind(section).ValidateOnStart();
        services.AddOptions<RecordOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MySqlRecordOptions>, MySqlRecordValidation>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(SlotMap.Default);
        services.TryAddSingleton<IPrimaryDirectory>(provider => new ConfiguredPrimaries(provider.GetRequiredService<IOptions<MySqlRecordOptions>>().Value));
        services.AddSingleton(provider => MySqlRecord.Open(
            provider.GetRequiredService<SlotMap>(),
            provider.GetRequiredService<IOptions<MySqlRecordOptions>>().Value,
            provider.GetRequiredService<IOptions<RecordOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<DependencyPipelines>(),
            provider.GetRequiredService<IPrimaryDirectory>(),
            provider.GetService<ILogger<RecordStore>>()));
        return services.AddRecordPorts(provider => provider.GetRequiredService<RecordStore>());
    }
}
