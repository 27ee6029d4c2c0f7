using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces;
using MemberGrains.Local.Stores;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Cache.Checking;
using MemberGrains.ReadModels.Projections;
using MemberGrains.ReadModels.Registration;
using MemberGrains.Storage;
using MemberGrains.Storage.Sqlite;
using Microsoft.Extensions.Options;

namespace MemberGrains.Local.Cluster;

/// <summary>
/// What silos and gateways reach over the network elsewhere, and share as objects here: the record, the brokers and the
/// read models of both centers. They outlive every silo.
/// </summary>
internal sealed class LaptopParts : IAsyncDisposable
{
    private readonly ServiceProvider _provider;
    private readonly IDisposable? _held;

    private LaptopParts(ServiceProvider provider, IDisposable? held) => (_provider, _held) = (provider, held);

    public RecordStore Record => _provider.GetRequiredService<RecordStore>();

    public CountedReplay Replay => _provider.GetRequiredService<CountedReplay>();

    public IServiceProvider Services => _provider;

    /// <param name="stores">What they are kept in.</param>
    /// <param name="data">The data directory; held until disposal.</param>
    /// <param name="logging">Where the parts log.</param>
    /// <param name="grains">The cluster's client, once there is one: the caches' generations live in grains.</param>
    /// <exception cref="DirectoryInUseException">Another process has the directory.</exception>
    /// <exception cref="InvalidOperationException">The directory is of a newer format.</exception>
    public static async Task<LaptopParts> OpenAsync(LaptopStores stores, string data, Action<ILoggingBuilder> logging, Func<IGrainFactory> grains)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging);
        services.AddSingleton(TimeProvider.System);
        stores.AddTo(services, data);
        services.AddSingleton(provider => new CountedReplay(provider.GetRequiredService<RecordStore>().Replay));
        services.AddSingleton<IReplaySource>(provider => provider.GetRequiredService<CountedReplay>());
        services.AddSingleton<IStreamClusters>(provider => provider.GetRequiredService<RecordStore>().Slots);
        services.AddSingleton<ICacheGenerations>(new GrainCacheGenerations(center => grains().GetGrain<ICacheGenerationGrain>(center)));
        services.AddProjections();
        var parts = new LaptopParts(services.BuildServiceProvider(), stores.Hold(data));
        try
        {
            // No host starts these parts, so their options are checked here.
            parts._provider.GetService<IStartupValidator>()?.Validate();
            await stores.PrepareAsync(parts._provider);
            // First of all, so that it is closed last; and a directory in use is told before anything starts.
            _ = parts.Record;
            return parts;
        }
        catch
        {
            await parts.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the projections; the cluster must be up, because the caches' generations live in it.</summary>
    public async Task StartViewsAsync()
    {
        await _provider.GetRequiredService<ReadModelHost>().StartAsync(CancellationToken.None);
        await _provider.GetRequiredService<CacheCheckers>().StartAsync(CancellationToken.None);
    }

    /// <summary>Stops them, while the cluster is still up.</summary>
    public async Task StopViewsAsync()
    {
        await _provider.GetRequiredService<CacheCheckers>().StopAsync(CancellationToken.None);
        await _provider.GetRequiredService<ReadModelHost>().StopAsync(CancellationToken.None);
    }

    /// <summary>Closes everything and frees the directory.</summary>
    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        _held?.Dispose();
    }
}
