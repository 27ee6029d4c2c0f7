using MemberGrains.Engine.Embedded.Runtime;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Hosting;

/// <summary>Connects and disconnects the client with its host.</summary>
internal sealed class ClientService(CallRuntime runtime, IHostEnvironment environment) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ProductionGuard.Check(environment);
        runtime.Cluster.Add(runtime);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        runtime.Cluster.Remove(runtime);
        runtime.InFlight.FailAll(new SiloUnavailableException("The client has stopped."));
        return Task.CompletedTask;
    }
}
