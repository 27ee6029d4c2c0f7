using MemberGrains.Engine.Embedded.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MemberGrains.Engine.Embedded.Hosting;

/// <summary>How the hosts of a test cluster run: each on the machine, or all under the simulator.</summary>
internal abstract class HostRunner
{
    public abstract EngineEnvironment Environment { get; }

    /// <summary>Adds what the host of <paramref name="node"/> needs to run here.</summary>
    public abstract void Prepare(IServiceCollection services, string node);

    public abstract Task Start(IHost host, string node);

    public abstract Task Stop(IHost host, string node, CancellationToken cancellationToken);

    /// <summary>Ends everything of the node between two steps, without a word to it.</summary>
    public abstract Task Kill(IHost host, string node);

    public abstract ValueTask Dispose(IHost host, string node);
}
