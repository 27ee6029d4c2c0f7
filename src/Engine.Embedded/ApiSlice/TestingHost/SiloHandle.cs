using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>A silo, seen from the test.</summary>
public abstract class SiloHandle : IDisposable, IAsyncDisposable
{
    public short InstanceNumber { get; set; }

    public string Name { get; set; } = string.Empty;

    public SiloAddress SiloAddress { get; set; } = SiloAddress.Zero;

    public SiloAddress GatewayAddress { get; set; } = SiloAddress.Zero;

    /// <summary>Whether it has not been stopped.</summary>
    public abstract bool IsActive { get; }

    public abstract Task StopSiloAsync(bool stopGracefully);

    public abstract Task StopSiloAsync(CancellationToken ct);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    public abstract ValueTask DisposeAsync();

    public override string ToString() => SiloAddress.ToString();

    protected virtual void Dispose(bool disposing)
    {
    }
}
