namespace MemberGrains.Gateway.Hosting;

/// <summary>
/// A gateway stops when its composer says so. The host's default would stop it at the process's signal, while a
/// composition that holds silos and gateways needs its own order.
/// </summary>
internal sealed class ComposedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
