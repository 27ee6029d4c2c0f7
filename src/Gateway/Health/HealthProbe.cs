using System.Collections.Immutable;
using MemberGrains.Gateway.Calls;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Operations;
using MemberGrains.ReadModels;
using MemberGrains.ReadModels.Cache;
using Microsoft.Extensions.Hosting;

namespace MemberGrains.Gateway.Health;

/// <summary>
/// Looks at what this gateway and its center stand on. The endpoints are open to all, so a look serves everybody for a
/// while, and costs the cluster one call.
/// </summary>
internal sealed class HealthProbe(
    GatewayOptions options,
    IGrainFactory grains,
    GrainCalls calls,
    CacheGenerationClient generations,
    IReadModelStatus readModels,
    IHostApplicationLifetime lifetime,
    TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private Task<Look>? _look;
    private long _lookedAt;

    /// <summary>Whether this gateway can serve: it runs, and a cluster answers it. Without cache or search it serves still.</summary>
    public async ValueTask<HealthReport> ReadyAsync()
    {
        var look = await LookAsync();
        return new HealthReport([Process(), Cluster(look), Cache(), Search()]);
    }

    /// <summary>Whether this center should get traffic: this gateway can serve, with silos of this center.</summary>
    public async ValueTask<HealthReport> CenterAsync()
    {
        var look = await LookAsync();
        return new HealthReport([Process(), Cluster(look), Silos(look), Cache(), Search()]);
    }

    private HealthCheck Process() => lifetime.ApplicationStopping.IsCancellationRequested
        ? new HealthCheck("process", HealthStatus.Down, "The gateway is stopping.")
        : new HealthCheck("process", HealthStatus.Ok);

    private static HealthCheck Cluster(Look look) => look.Silos.Any(silo => silo.State == "active")
        ? new HealthCheck("cluster", HealthStatus.Ok)
        : new HealthCheck("cluster", HealthStatus.Down, "No active silo answers.");

    private HealthCheck Silos(Look look)
    {
        var own = look.Silos.Where(silo => silo.Center == options.Center).ToList();
        int active = own.Count(silo => silo.State == "active");
        if (active == 0) return new HealthCheck("silos", HealthStatus.Down, "No silo of this center is active.");
        return active == own.Count
            ? new HealthCheck("silos", HealthStatus.Ok)
            : new HealthCheck("silos", HealthStatus.Degraded, $"{active} of {own.Count} silos of this center are active.");
    }

    private HealthCheck Cache() => generations.Usable != 0
        ? new HealthCheck("cache", HealthStatus.Ok)
        : new HealthCheck("cache", HealthStatus.Degraded, "The center's cache is bypassed.");

    private HealthCheck Search()
    {
        var indexes = readModels.Items().Where(item => item.Name is "search-primary" or "search-backup").ToList();
        return indexes.Any(item => item.State == "live")
            ? new HealthCheck("search", HealthStatus.Ok)
            : new HealthCheck("search", HealthStatus.Degraded, "No search cluster is live.");
    }

    private Task<Look> LookAsync()
    {
        lock (_lock)
        {
            if (_look is not null && (!_look.IsCompleted || time.GetElapsedTime(_lookedAt) < Fresh)) return _look;
            _lookedAt = time.GetTimestamp();
            return _look = TakeLookAsync();
        }
    }

    private async Task<Look> TakeLookAsync()
    {
        await Task.Yield();
        using var timeout = new CancellationTokenSource(LongestLook, time);
        try
        {
            var silos = await calls.AskAsync(cancellation => grains.GetGrain<IClusterGrain>("cluster").SilosAsync(cancellation), int.MaxValue, timeout.Token).WaitAsync(timeout.Token);
            return new Look(silos);
        }
        catch (Exception)
        {
            // Whatever the fault, the answer is that the cluster does not answer; who reads logs has them from the calls.
            return new Look([]);
        }
    }

    private sealed record Look(ImmutableArray<SiloItem> Silos);
}
