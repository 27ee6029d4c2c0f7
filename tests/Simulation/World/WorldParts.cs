using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.Registration;
using MemberGrains.Engine.Embedded.Simulation;
using MemberGrains.Interfaces;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Projections;
using MemberGrains.ReadModels.Registration;
using MemberGrains.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MemberGrains.Simulation.World;

/// <summary>What outlives every silo of a world: the record, the brokers and the views of both centers.</summary>
internal sealed class WorldParts : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    private WorldParts(WorldRecord record, ServiceProvider provider, List<RoughBroker> brokers, StepCrash crashes) =>
        (Record, _provider, Brokers, Crashes) = (record, provider, brokers, crashes);

    public WorldRecord Record { get; }

    public List<RoughBroker> Brokers { get; }

    public StepCrash Crashes { get; }

    public Witness Witness { get; } = new();

    public IServiceProvider Services => _provider;

    /// <param name="simulator">Whose clock and seed.</param>
    /// <param name="options">Of the world.</param>
    /// <param name="grains">The cluster's client, once there is one: the caches' generations live in grains.</param>
    public static WorldParts Open(Simulator simulator, WorldOptions options, Func<IGrainFactory> grains)
    {
        var record = new WorldRecord(options, simulator.TimeProvider, name => simulator.Random.Fork($"store {name}"));
        var connection = record.Connect(simulator.TimeProvider, TaskScheduler.Current);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(simulator.TimeProvider);
        services.AddRecord(connection);
        services.AddSingleton<IReplaySource>(new SparseReplay(connection.Replay, () => record.Tables.Values));
        services.AddSingleton<IStreamClusters>(record.Slots);
        services.AddInProcessBrokers();
        services.AddSingleton<ICacheGenerations>(new GrainCacheGenerations(center => grains().GetGrain<ICacheGenerationGrain>(center)));
        services.AddEmbeddedSearch();
        services.AddEmbeddedCache();
        services.AddProjections();
        var provider = services.BuildServiceProvider();
        var brokers = provider.GetServices<IChangeBroker>()
            .Select(broker => new RoughBroker(broker, simulator.Random.Fork($"broker {broker.Center}"), simulator.TimeProvider))
            .ToList();
        return new WorldParts(record, provider, brokers, new StepCrash(simulator));
    }

    /// <summary>Has witness and projections follow the stream.</summary>
    public async Task StartAsync()
    {
        foreach (var broker in _provider.GetServices<IChangeBroker>()) Witness.Listen(broker);
        await _provider.GetRequiredService<ReadModelHost>().StartAsync(CancellationToken.None);
    }

    /// <summary>Has the projections leave the stream.</summary>
    public Task StopAsync() => _provider.GetRequiredService<ReadModelHost>().StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync() => await _provider.DisposeAsync();
}
