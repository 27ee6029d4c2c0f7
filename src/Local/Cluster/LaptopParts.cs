using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces;
using MemberGrains.Local.Data;
using MemberGrains.Local.Stores;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Cache.Checking;
using MemberGrains.ReadModels.Projections;
using MemberGrains.ReadModels.Registration;
using MemberGrains.Silo.Roles;
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

    private LaptopParts(ServiceProvider provider, IDisposable? held, ConfiguredRoles roles, string data)
    {
        (_provider, _held, Roles) = (provider, held, roles);
        GrainStorage = new FileGrainStorage(Path.Combine(data, "grains"));
    }

    /// <summary>The primaries that the stores' settings name.</summary>
    public ConfiguredRoles Roles { get; }

    /// <summary>Where roles and slot map are kept.</summary>
    public FileGrainStorage GrainStorage { get; }

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
        stores.AddTo(services, data, grains);
        services.AddSingleton(provider => new CountedReplay(provider.GetRequiredService<RecordStore>().Replay));
        services.AddSingleton<IReplaySource>(provider => provider.GetRequiredService<CountedReplay>());
        services.AddSingleton<IStreamClusters>(provider => provider.GetRequiredService<RecordStore>().Slots);
        services.AddSingleton<ICacheGenerations>(new GrainCacheGenerations(center => grains().GetGrain<ICacheGenerationGrain>(center)));
        services.AddProjections();
        var parts = new LaptopParts(services.BuildServiceProvider(), stores.Hold(data), stores.Roles, data);
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

    /// <summary>Starts what asks grains: who follows the roles, the projections, the caches' checkers. The cluster must be up.</summary>
    public async Task StartAsync()
    {
        if (_provider.GetService<RoleDirectory>() is { } roles) await roles.StartAsync(CancellationToken.None);
        await _provider.GetRequiredService<ReadModelHost>().StartAsync(CancellationToken.None);
        await _provider.GetRequiredService<CacheCheckers>().StartAsync(CancellationToken.None);
    }

    /// <summary>Stops them, while the cluster is still up.</summary>
    public async Task StopAsync()
    {
        await _provider.GetRequiredService<CacheCheckers>().StopAsync(CancellationToken.None);
        await _provider.GetRequiredService<ReadModelHost>().StopAsync(CancellationToken.None);
        if (_provider.GetService<RoleDirectory>() is { } roles) await roles.StopAsync(CancellationToken.None);
    }

    /// <summary>Closes everything and frees the directory.</summary>
    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        _held?.Dispose();
    }
}
