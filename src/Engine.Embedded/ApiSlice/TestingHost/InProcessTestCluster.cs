using System.Collections.ObjectModel;
using MemberGrains.Engine.Embedded.Hosting;
using MemberGrains.Engine.Embedded.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>A cluster of several silos, each with its own host and services, and one client, in this process.</summary>
public sealed class InProcessTestCluster : IDisposable, IAsyncDisposable
{
    private readonly List<InProcessSiloHandle> _silos = [];
    private IHost? _clientHost;
    private int _instances;
    private bool _disposed;

    public InProcessTestCluster(InProcessTestClusterOptions options, ITestClusterPortAllocator portAllocator)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        PortAllocator = portAllocator;
        Cluster = new Cluster(options.ClusterId, options.Runner.Environment);
        ClusterRegistry.Add(Cluster);
    }

    /// <summary>The silos started and not stopped through this cluster, in the order of their start.</summary>
    public ReadOnlyCollection<InProcessSiloHandle> Silos
    {
        get
        {
            lock (_silos) return new List<InProcessSiloHandle>(_silos).AsReadOnly();
        }
    }

    public InProcessTestClusterOptions Options { get; }

    public ITestClusterPortAllocator PortAllocator { get; }

    /// <summary>The client.</summary>
    /// <exception cref="InvalidOperationException">It has not been started.</exception>
    public IClusterClient Client =>
        _clientHost?.Services.GetRequiredService<IClusterClient>() ?? throw new InvalidOperationException("The cluster has no client yet: await DeployAsync or InitializeClientAsync.");

    internal Cluster Cluster { get; }

    private HostRunner Runner => Options.Runner;

    /// <summary>Starts the silos, then the client.</summary>
    public async Task DeployAsync()
    {
        lock (_silos)
        {
            if (_silos.Count > 0) throw new InvalidOperationException("Cluster host already deployed.");
        }

        try
        {
            await StartSilosAsync(Options.InitialSilosCount);
            if (Options.InitializeClientOnDeploy) await InitializeClientAsync();
        }
        catch
        {
            await StopAllSilosAsync();
            throw;
        }
    }

    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null) =>
        (silo is null ? Silos[0] : GetSiloForAddress(silo) ?? throw new ArgumentException($"No silo {silo} is running.", nameof(silo))).ServiceProvider;

    public IEnumerable<InProcessSiloHandle> GetActiveSilos() => Silos.Where(silo => silo.IsActive);

    public InProcessSiloHandle? GetSiloForAddress(SiloAddress siloAddress) => Silos.FirstOrDefault(silo => silo.SiloAddress.Equals(siloAddress));

    /// <summary>Waits until all silos agree who is alive. Here they always do.</summary>
    public Task WaitForLivenessToStabilizeAsync(bool didKill = false) => Task.CompletedTask;

    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync() => (await StartSilosAsync(1))[0];

    public async Task<List<InProcessSiloHandle>> StartSilosAsync(int silosToStart)
    {
        var started = new List<InProcessSiloHandle>();
        for (var i = 0; i < silosToStart; i++) started.Add(await StartNumbered(_instances++));
        return started;
    }

    /// <summary>Stops a silo gracefully: its grains move, no call fails.</summary>
    public async Task StopSiloAsync(InProcessSiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        await instance.StopSiloAsync(stopGracefully: true);
        await Forget(instance);
    }

    /// <summary>Kills a silo: its activations vanish, calls in flight to it fail.</summary>
    public async Task KillSiloAsync(InProcessSiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        await instance.StopSiloAsync(stopGracefully: false);
        await Forget(instance);
    }

    /// <summary>Stops a silo gracefully and starts another of the same name.</summary>
    public async Task<InProcessSiloHandle?> RestartSiloAsync(InProcessSiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        await StopSiloAsync(instance);
        return await StartNumbered(instance.InstanceNumber);
    }

    public async Task StopSilosAsync()
    {
        foreach (var silo in Silos.Reverse()) await StopSiloAsync(silo);
    }

    public async Task StopAllSilosAsync()
    {
        await StopClusterClientAsync();
        await StopSilosAsync();
    }

    public async Task InitializeClientAsync()
    {
        await StopClusterClientAsync();
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            EnvironmentName = Environments.Development,
            ApplicationName = "TestClusterClient",
            DisableDefaults = true,
        });
        Runner.Prepare(builder.Services, ClientNode);
        builder.Services.AddSingleton(Cluster);
        foreach (var configure in Options.ClientHostConfigurationDelegates) configure(builder);
        builder.UseOrleansClient(client => client.Configure<ClusterOptions>(SetNames));
        var host = builder.Build();
        await Runner.Start(host, ClientNode);
        _clientHost = host;
    }

    public async Task StopClusterClientAsync()
    {
        if (_clientHost is not { } host) return;
        _clientHost = null;
        await Runner.Stop(host, ClientNode, CancellationToken.None);
        await Runner.Dispose(host, ClientNode);
    }

    /// <summary>Builds and starts a silo with these options; it is not among <see cref="Silos"/>.</summary>
    public async Task<InProcessSiloHandle> CreateSiloAsync(InProcessTestSiloSpecificOptions siloOptions)
    {
        ArgumentNullException.ThrowIfNull(siloOptions);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            EnvironmentName = Environments.Development,
            ApplicationName = siloOptions.SiloName,
            DisableDefaults = true,
        });
        Runner.Prepare(builder.Services, siloOptions.SiloName);
        builder.Services.AddSingleton(Cluster);
        builder.Services.AddSingleton(new SiloEndpoint(siloOptions.SiloPort, siloOptions.GatewayPort));
        foreach (var configure in Options.SiloHostConfigurationDelegates) configure(siloOptions, builder);
        builder.UseOrleans(silo => silo
            .Configure<ClusterOptions>(SetNames)
            .Configure<SiloOptions>(o => o.SiloName = siloOptions.SiloName));
        var host = builder.Build();
        await Runner.Start(host, siloOptions.SiloName);
        var details = host.Services.GetRequiredService<ILocalSiloDetails>();
        return new InProcessSiloHandle
        {
            Name = siloOptions.SiloName,
            SiloHost = host,
            SiloAddress = details.SiloAddress,
            GatewayAddress = details.GatewayAddress,
            Runner = Runner,
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await StopAllSilosAsync();
        ClusterRegistry.Remove(Cluster);
        PortAllocator.Dispose();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private const string ClientNode = "client";

    internal async Task<InProcessSiloHandle> StartNumbered(int instanceNumber)
    {
        var silo = await CreateSiloAsync(InProcessTestSiloSpecificOptions.Create(this, Options, instanceNumber));
        silo.InstanceNumber = (short)instanceNumber;
        lock (_silos) _silos.Add(silo);
        return silo;
    }

    private async Task Forget(InProcessSiloHandle silo)
    {
        lock (_silos) _silos.Remove(silo);
        await silo.DisposeAsync();
    }

    private void SetNames(ClusterOptions options)
    {
        options.ClusterId = Options.ClusterId;
        options.ServiceId = Options.ServiceId;
    }
}
