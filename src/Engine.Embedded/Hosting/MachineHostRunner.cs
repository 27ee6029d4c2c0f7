using MemberGrains.Engine.Embedded.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MemberGrains.Engine.Embedded.Hosting;

/// <summary>Runs hosts on the machine.</summary>
internal sealed class MachineHostRunner : HostRunner
{
    public static readonly MachineHostRunner Instance = new();

    public override EngineEnvironment Environment => MachineEnvironment.Instance;

    public override void Prepare(IServiceCollection services, string node)
    {
    }

    // Away from the caller's context: a test may hold one that would run the silo.
    public override Task Start(IHost host, string node) => Task.Run(() => host.StartAsync());

    public override Task Stop(IHost host, string node, CancellationToken cancellationToken) => Task.Run(() => host.StopAsync(cancellationToken), CancellationToken.None);

    public override Task Kill(IHost host, string node)
    {
        host.Services.GetService<Silo>()?.Kill();
        return Stop(host, node, new CancellationToken(canceled: true));
    }

    public override ValueTask Dispose(IHost host, string node)
    {
        if (host is IAsyncDisposable asynchronous) return asynchronous.DisposeAsync();
        host.Dispose();
        return ValueTask.CompletedTask;
    }
}
