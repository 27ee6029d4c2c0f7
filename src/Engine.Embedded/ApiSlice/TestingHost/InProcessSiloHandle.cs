using MemberGrains.Engine.Embedded.Hosting;
using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>A silo in this process.</summary>
public class InProcessSiloHandle : SiloHandle
{
    private int _stopped;
    private int _disposed;

    public IHost SiloHost { get; init; } = null!;

    public IServiceProvider ServiceProvider => SiloHost.Services;

    public override bool IsActive => _stopped == 0;

    internal HostRunner Runner { get; init; } = MachineHostRunner.Instance;

    public override Task StopSiloAsync(bool stopGracefully)
    {
        if (stopGracefully) return StopSiloAsync(CancellationToken.None);
        return Interlocked.Exchange(ref _stopped, 1) == 0 ? Runner.Kill(SiloHost, Name) : Task.CompletedTask;
    }

    public override Task StopSiloAsync(CancellationToken ct) =>
        Interlocked.Exchange(ref _stopped, 1) == 0 ? Runner.Stop(SiloHost, Name, ct) : Task.CompletedTask;

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await StopSiloAsync(stopGracefully: true);
        await Runner.Dispose(SiloHost, Name);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose(disposing);
    }
}
