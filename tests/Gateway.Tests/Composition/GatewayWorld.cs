using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.Registration;
using MemberGrains.Gateway.Accounts;
using MemberGrains.Gateway.Metrics;
using MemberGrains.Gateway.Routing;
using MemberGrains.Grains.Cluster;
using MemberGrains.Interfaces;
using MemberGrains.ReadModels;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Cache.Checking;
using MemberGrains.ReadModels.Projections;
using MemberGrains.ReadModels.Registration;
using MemberGrains.Resilience.Quotas;
using MemberGrains.Silo.Config;
using MemberGrains.Storage;
using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.TestingHost;

namespace MemberGrains.Gateway.Tests.Composition;

/// <summary>Both centers as they are in production but for the network: silos, record, stream, views, and a gateway in each.</summary>
public sealed class GatewayWorld : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-").FullName;
    private readonly List<WebApplication> _gateways = [];
    private RecordStore _record = null!;
    private ServiceProvider _parts = null!;
    private InProcessTestCluster _cluster = null!;

    public Wire A { get; private set; } = null!;

    public Wire B { get; private set; } = null!;

    /// <summary>Everything of the process that is measured.</summary>
    public PrometheusExporter Exporter { get; } = new();

    /// <summary>Steps between gateway and grains.</summary>
    public CallFaults Faults { get; } = new();

    public IServiceProvider Parts => _parts;

    public IGrainFactory Grains => _cluster.Client;

    public TestSilos Silos { get; private set; } = null!;

    public IReplaySource Replay => _record.Replay;

    internal RouteTable Routes => _gateways[0].Services.GetRequiredService<RouteTable>();

    public async Task InitializeAsync()
    {
        _record = SqliteRecord.Open(SlotMap.Default, new SqliteRecordOptions { Directory = _directory }, new RecordOptions(), TimeProvider.System);
        _parts = BuildParts();
        _cluster = BuildCluster();
        Silos = new TestSilos(_cluster);
        await _cluster.DeployAsync();
        await _parts.GetRequiredService<ReadModelHost>().StartAsync(CancellationToken.None);
        await _parts.GetRequiredService<CacheCheckers>().StartAsync(CancellationToken.None);
        await ViewsAreLiveAsync();
        A = await OpenAsync(Options("a"));
        B = await OpenAsync(Options("b"));
    }

    /// <summary>Another gateway, for tests that need other options.</summary>
    public async Task<Wire> OpenAsync(GatewayOptions options, Action<IServiceCollection>? services = null)
    {
        var app = GatewayApp.Build(options, own =>
        {
            own.AddSingleton<IGrainFactory>(_cluster.Client);
            own.AddSingleton(Exporter);
            own.AddViewsOf(options.Center, _parts);
            services?.Invoke(own);
        });
        await app.StartAsync();
        _gateways.Add(app);
        return new Wire(new Uri(app.Urls.Single()));
    }

    /// <summary>Ends the generation of a center's cache, so that the next reads miss.</summary>
    public Task ForgetCacheAsync(string center) =>
        _parts.GetRequiredKeyedService<CacheGenerationClient>(center).RetireCurrentAsync(CancellationToken.None).AsTask();

    /// <summary>Waits until this process has no lease on a center's cache.</summary>
    public async Task LeaseEndsAsync(string center)
    {
        var generations = _parts.GetRequiredKeyedService<CacheGenerationClient>(center);
        using var longest = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (generations.Usable != 0) await pace.WaitForNextTickAsync(longest.Token);
    }

    public static GatewayOptions Options(string center) => new()
    {
        Center = center,
        Accounts =
        [
            Account("orders", AccountClass.Order, TestKeys.Order),
            Account("campaigns", AccountClass.Marketing, TestKeys.Marketing),
            Account("operators", AccountClass.Operator, TestKeys.Operator),
        ],
    };

    public static AccountOptions Account(string name, AccountClass kind, string key, QuotaOptions? quota = null) =>
        new() { Name = name, Class = kind, KeySha256 = ApiKeyHash.Hex(key), Quota = quota ?? new QuotaOptions() };

    public async Task DisposeAsync()
    {
        foreach (var gateway in _gateways)
        {
            await gateway.StopAsync();
            await gateway.DisposeAsync();
        }

        await _parts.GetRequiredService<CacheCheckers>().StopAsync(CancellationToken.None);
        await _parts.GetRequiredService<ReadModelHost>().StopAsync(CancellationToken.None);
        await _cluster.DisposeAsync();
        await _parts.DisposeAsync();
        await _record.DisposeAsync();
        Exporter.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task ViewsAreLiveAsync()
    {
        var status = _parts.GetRequiredService<IReadModelStatus>();
        using var longest = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (status.Items().Any(item => item.State != "live")) await pace.WaitForNextTickAsync(longest.Token);
    }

    private ServiceProvider BuildParts()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddRecord(_record);
        services.AddSingleton<IStreamClusters>(SlotMap.Default);
        services.AddInProcessBrokers();
        services.AddSingleton<ICacheGenerations>(new GrainCacheGenerations(center => _cluster.Client.GetGrain<ICacheGenerationGrain>(center)));
        services.AddEmbeddedSearch();
        services.AddEmbeddedCache();
        services.AddProjections();
        // So that the few rows of a test are soon looked at.
        services.Configure<CacheCheckOptions>(options => (options.Pause, options.Slots) = (TimeSpan.FromMilliseconds(50), 64));
        return services.BuildServiceProvider();
    }

    private InProcessTestCluster BuildCluster()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((options, silo) =>
        {
            string center = TestSilos.CenterOf(options.SiloName);
            options.SiloName = center + "1";
            silo.UseSiloMetadata(new Dictionary<string, string>(StringComparer.Ordinal) { ["center"] = center });
            silo.Services.AddRecord(_record);
            foreach (var broker in _parts.GetServices<IChangeBroker>()) silo.Services.AddSingleton(broker);
            silo.Services.AddSingleton<ISiloControl>(_ => Silos);
            silo.Services.AddClusterGrain();
            silo.Services.AddRelays();
            silo.AddIncomingGrainCallFilter(Faults);
            silo.AddMemberSilo(new GrainOptions());
        });
        return builder.Build();
    }
}
