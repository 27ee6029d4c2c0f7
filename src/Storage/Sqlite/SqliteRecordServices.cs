using MemberGrains.Storage.Slots;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MemberGrains.Storage.Sqlite;

/// <summary>Registration of the record in SQLite files.</summary>
public static class SqliteRecordServices
{
    /// <summary>
    /// Registers the record's ports over SQLite files, opened when first asked for and closed with the container. For
    /// several containers in one process open one <see cref="SqliteRecord"/> and register it in each with
    /// <see cref="RecordServices.AddRecord(IServiceCollection, RecordStore)"/>.
    /// </summary>
    public static IServiceCollection AddSqliteRecord(this IServiceCollection services, Action<SqliteRecordOptions> configure)
    {
        services.AddOptions<SqliteRecordOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RecordOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(SlotMap.Default);
        services.AddSingleton(provider => SqliteRecord.Open(
            provider.GetRequiredService<SlotMap>(),
            provider.GetRequiredService<IOptions<SqliteRecordOptions>>().Value,
            provider.GetRequiredService<IOptions<RecordOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<RecordStore>>()));
        return services.AddRecordPorts(provider => provider.GetRequiredService<RecordStore>());
    }
}
