using MemberGrains.ChangeStream.Port;
using MemberGrains.Storage.Port;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MemberGrains.Storage;

/// <summary>Registration of the record's ports.</summary>
public static class RecordServices
{
    /// <summary>
    /// Registers every port of <paramref name="record"/>. The container does not own it: silos of one process share one
    /// record, and whoever opened it disposes it after the last of them.
    /// </summary>
    public static IServiceCollection AddRecord(this IServiceCollection services, RecordStore record) => 
        services.AddRecordPorts(_ => record);

    /// <summary>
    /// Registers every port of a record that the container makes: for a host with queues of its own, on whose scheduler
    /// they then run. <paramref name="record"/> must give the same one each time.
    /// </summary>
    public static IServiceCollection AddRecordPorts(this IServiceCollection services, Func<IServiceProvider, RecordStore> record)
    {
        services.TryAddSingleton(provider => record(provider).Slots);
        services.AddSingleton(provider => record(provider).Rows);
        services.AddSingleton(provider => record(provider).History);
        services.AddSingleton(provider => record(provider).Replicas);
        services.AddSingleton(provider => record(provider).Unfinished);
        services.AddSingleton(provider => record(provider).Outbox);
        services.AddSingleton(provider => record(provider).Backlogs);
        services.AddSingleton(provider => record(provider).Replay);
        services.AddSingleton(provider => record(provider).Fences);
        services.AddSingleton(provider => record(provider).Answers);
        services.AddSingleton(provider => record(provider).Epochs);
        return services;
    }
}
