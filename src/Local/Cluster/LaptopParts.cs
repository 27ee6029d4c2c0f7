using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.Registration;
using MemberGrains.Interfaces;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Projections;
using MemberGrains.ReadModels.Registration;
using MemberGrains.Storage;
using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Sqlite;

namespace MemberGrains.Local.Cluster;

/// <summary>
/// What silos and gateways reach over the network elsewhere, and share as objects here: the record, the brokers and the
/// read models of both centers. They outlive every silo.
/// </summary>
internal sealed class LaptopParts : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    private LaptopParts(RecordStore record, CountedReplay replay, ServiceProvider provider) => (Record, Replay, _provider) = (record, replay, provider);

    public RecordStore Record { get; }

    public CountedReplay Replay { get; }

    public IServiceProvider Services => _provider;

    /// <param name="data">The data directory; held until disposal.</param>
    /// <param name="logging">Where the parts log.</param>
    /// <param name="grains">The cluster's client, once there is one: the caches' generations live in grains.</param>
    /// <exception cref="DirectoryInUseException">Another process has the directory.</exception>
    /// <exception cref="InvalidOperationException">The directory is of a newer format.</exception>
    public static LaptopParts Open(string data, Action<ILoggingBuilder> logging, Func<IGrainFactory> grains)
    {
        var time = TimeProvider.System;
        var record = SqliteRecord.Open(SlotMap.Default, new SqliteRecordOptions { Directory = data }, new RecordOptions { ReadsInFlight = 1 }, time);
        var services = new ServiceCollection();
        services.AddLogging(logging);
        services.AddSingleton(time);
        services.AddRecord(record);
        var replay = new CountedReplay(record.Replay);
        services.AddSingleton<IReplaySource>(replay);
        services.AddSingleton<IStreamClusters>(SlotMap.Default);
        services.AddInProcessBrokers();
        services.AddSingleton<ICacheGenerations>(new GrainCacheGenerations(center => grains().GetGrain<ICacheGenerationGrain>(center)));
        services.AddEmbeddedSearch();
        services.AddEmbeddedCache();
        services.AddProjections();
        return new LaptopParts(record, replay, services.BuildServiceProvider());
    }

    /// <summary>Starts the projections; the cluster must be up, because the caches' generations live in it.</summary>
    public Task StartViewsAsync() => _provider.GetRequiredService<ReadModelHost>().StartAsync(CancellationToken.None);

    /// <summary>Stops them, while the cluster is still up.</summary>
    public Task StopViewsAsync() => _provider.GetRequiredService<ReadModelHost>().StopAsync(CancellationToken.None);

    /// <summary>Closes everything and frees the directory.</summary>
    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await Record.DisposeAsync();
    }
}
