using MemberGrains.Engine.Embedded.Hosting;
using MemberGrains.Engine.Embedded.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace MemberGrains.Engine.Embedded.Simulation;

/// <summary>
/// Starts and stops hosts as processes of the simulation. The generic host's own start goes on on the thread pool once a
/// service really waits, so its services are started here, in its order.
/// </summary>
internal sealed class SimulatedHostRunner(SimulationScheduler scheduler, SimulatedEnvironment environment) : HostRunner
{
    private readonly Dictionary<string, SimulationNode> _nodes = new(StringComparer.Ordinal);

    public override EngineEnvironment Environment => environment;

    public override void Prepare(IServiceCollection services, string node)
    {
        _nodes[node] = new SimulationNode(node, scheduler);
        services.AddSingleton<TimeProvider>(_nodes[node].Clock);
    }

    public override Task Start(IHost host, string node) => _nodes[node].Start(async () =>
    {
        host.Services.GetService<IStartupValidator>()?.Validate();
        foreach (var service in host.Services.GetServices<IHostedService>()) await service.StartAsync(CancellationToken.None);
        (host.Services.GetService<IHostApplicationLifetime>() as ApplicationLifetime)?.NotifyStarted();
    });

    public override Task Stop(IHost host, string node, CancellationToken cancellationToken) =>
        _nodes[node].IsKilled ? Task.CompletedTask : _nodes[node].Start(async () =>
        {
            host.Services.GetService<IHostApplicationLifetime>()?.StopApplication();
            foreach (var service in host.Services.GetServices<IHostedService>().Reverse()) await service.StopAsync(cancellationToken);
        });

    public override Task Kill(IHost host, string node)
    {
        environment.Trace("kill", node);
        _nodes[node].Kill();
        host.Services.GetRequiredService<Silo>().Kill();
        return Task.CompletedTask;
    }

    // What a killed process would have done in its end must not happen.
    public override ValueTask Dispose(IHost host, string node)
    {
        if (_nodes[node].IsKilled) return ValueTask.CompletedTask;
        return host is IAsyncDisposable asynchronous ? asynchronous.DisposeAsync() : DisposeNow(host);
    }

    private static ValueTask DisposeNow(IHost host)
    {
        host.Dispose();
        return ValueTask.CompletedTask;
    }
}
