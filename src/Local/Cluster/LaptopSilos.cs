using System.Collections.Immutable;
using MemberGrains.Grains.Cluster;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Operations;
using Orleans.TestingHost;

namespace MemberGrains.Local.Cluster;

/// <summary>The laptop's silos: what operators see of them, and how they are drained.</summary>
internal sealed partial class LaptopSilos(Func<InProcessTestCluster> cluster, TimeProvider time, ILogger<LaptopSilos> log) : ISiloControl
{
    /// <summary>A silo on its way out may not answer any more, and must not keep the others' states from the operator.</summary>
    private static readonly TimeSpan _longestCount = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, SiloItem> _silos = new(StringComparer.Ordinal);
    private readonly Dictionary<SiloAddress, string> _names = [];
    private readonly List<Task> _drains = [];

    private IManagementGrain Management => cluster().Client.GetGrain<IManagementGrain>(0);

    /// <summary>Takes note of the silos that have started.</summary>
    public void Started()
    {
        lock (_lock)
        {
            foreach (var handle in cluster().Silos)
            {
                _names[handle.SiloAddress] = handle.Name;
                Become(new SiloItem(handle.Name, LaptopTopology.CenterOf(handle.Name), "active", 0, default));
            }
        }
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<SiloItem>> SilosAsync()
    {
        SiloItem[] silos;
        Dictionary<string, SiloAddress> addresses;
        lock (_lock)
        {
            silos = [.. _silos.Values];
            addresses = _names.ToDictionary(name => name.Value, name => name.Key, StringComparer.Ordinal);
        }

        int[] activations = await Task.WhenAll(silos.Select(silo => ActivationsAsync(silo, addresses[silo.Id])));
        return [.. silos.Zip(activations, (silo, count) => silo with { Activations = count })];
    }

    /// <inheritdoc/>
    public async Task<string?> SiloOfAsync(IdentityKey identity)
    {
        var address = await Management.GetActivationAddress(cluster().Client.GetGrain<IIdentityGrain>(identity.Text));
        lock (_lock) return address is null ? null : _names.GetValueOrDefault(address);
    }

    /// <inheritdoc/>
    public bool BeginDrain(string siloId, bool force)
    {
        lock (_lock)
        {
            if (!_silos.TryGetValue(siloId, out var silo)) return false;
            if (silo.State != "active") return true;
            if (!force && _silos.Values.Count(other => other.State == "active") == 1) return false;
            Become(silo with { State = "draining" });
            // Away from the calling grain's scheduler: its own silo may be the one that stops.
            _drains.Add(Task.Run(() => DrainAsync(siloId)));
            return true;
        }
    }

    /// <summary>Completes when no drain is under way.</summary>
    public Task DrainedAsync()
    {
        lock (_lock) return Task.WhenAll([.. _drains]);
    }

    /// <summary>Asks each silo for its own count: counts by grain class are of the whole process on Orleans, and cost a walk through all.</summary>
    private async Task<int> ActivationsAsync(SiloItem silo, SiloAddress address)
    {
        if (silo.State is "stopped" or "dead") return 0;
        try
        {
            return (await Management.GetRuntimeStatistics([address]).WaitAsync(_longestCount, time))[0].ActivationCount;
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException)
        {
            // It left while it was asked, or is about to.
            return 0;
        }
    }

    private async Task DrainAsync(string siloId)
    {
        try
        {
            await cluster().StopSiloAsync(cluster().Silos.First(silo => silo.Name == siloId));
            lock (_lock) Become(_silos[siloId] with { State = "stopped" });
        }
        catch (Exception fault)
        {
            DrainFailed(log, siloId, fault);
            lock (_lock) Become(_silos[siloId] with { State = "dead" });
        }
    }

    private void Become(SiloItem silo) => _silos[silo.Id] = silo with { Since = time.GetUtcNow() };

    [LoggerMessage(8000, LogLevel.Error, "Silo {Silo} did not stop in order")]
    private static partial void DrainFailed(ILogger log, string silo, Exception fault);
}
