using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.Registration;
using MemberGrains.ChangeStream.Relay;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Projections;
using MemberGrains.ReadModels.Registration;
using MemberGrains.ReadModels.Search;
using MemberGrains.ReadModels.Verification;
using MemberGrains.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MemberGrains.ReadModels.Tests.World;

/// <summary>Two centers' views over a record in memory, put together as a process does it, under one virtual clock.</summary>
internal sealed class ViewWorld : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _relays = [];

    public ViewWorld(VirtualThread thread, int seed = 1, Storm? storm = null)
    {
        Thread = thread;
        Random = new Random(seed);
        Record = new MemoryRecord(thread.Time);
        Generations = new MemoryGenerations(thread.Time);
        Commands = new Commands(Record, thread.Time, Random);
        Storm = storm ?? new Storm { IsOver = true };
        _services = Compose(thread);
        Brokers = [.. _services.GetServices<IChangeBroker>().Select(broker => new StormyBroker(broker, Storm, Random, thread.Time))];
    }

    public VirtualThread Thread { get; }

    public Random Random { get; }

    public MemoryRecord Record { get; }

    public MemoryGenerations Generations { get; }

    public Commands Commands { get; }

    public Storm Storm { get; }

    public StormyBroker[] Brokers { get; }

    public SearchModels Search => Get<SearchModels>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public CacheModel CacheOf(string center) => _services.GetRequiredKeyedService<CacheModel>(center);

    public IMemberSearch SearchOf(string center) =>
        new ServiceCollection().AddViewsOf(center, _services).BuildServiceProvider().GetRequiredService<IMemberSearch>();

    /// <summary>Starts projections and relays, and waits until search is filled.</summary>
    public async Task StartAsync()
    {
        await Get<ReadModelHost>().StartAsync(CancellationToken.None);
        StartRelays();
        await Get<ReadModelHost>().Filled;
    }

    /// <summary>Relays under the record's present fence; those of an older one stop by themselves.</summary>
    public void StartRelays()
    {
        foreach (string cluster in Record.Names)
        {
            var relay = new OutboxRelay(cluster, Record, Record.Backlogs, Brokers, new RelayOptions { BatchSize = 20 }, Thread.Time, Get<ChangeStream.Diagnostics.ChangeStreamMetrics>(), NullLogger<OutboxRelay>.Instance);
            _relays.Add(relay.RunAsync(Record.Fence, _stop.Token));
        }
    }

    public async Task<VerificationReport> VerifyAsync() => await Get<ReadModelVerifier>().VerifyAsync(CancellationToken.None);

    /// <summary>Waits until everything committed is in every model.</summary>
    public async Task QuietAsync()
    {
        Storm.IsOver = true;
        await Thread.PassAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(0, Record.Waiting);
    }

    public async ValueTask DisposeAsync()
    {
        _stop.Cancel();
        foreach (var relay in _relays) await relay;
        // The container would await it off this thread.
        await Get<ReadModelHost>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    private ServiceProvider Compose(VirtualThread thread) => new ServiceCollection()
        .AddSingleton<TimeProvider>(thread.Time)
        .AddSingleton<IOutbox>(Record)
        .AddSingleton<ICenterBacklogs>(Record.Backlogs)
        .AddSingleton<IReplaySource>(Record)
        .AddSingleton<IStreamClusters>(Record)
        .AddSingleton<ICacheGenerations>(Generations)
        .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .AddChangeStream()
        .AddInProcessBrokers()
        .AddEmbeddedSearch()
        .AddEmbeddedCache()
        .AddProjections()
        .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
}
