using System.Collections.Immutable;
using MemberGrains.Grains.Cluster;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Operations;
using Orleans.TestingHost;

namespace MemberGrains.Gateway.Tests.Composition;

/// <summary>The silos of a test, as the cluster grain sees them. Draining is noted, not done: the gateway is what is tested.</summary>
public sealed class TestSilos(InProcessTestCluster cluster) : ISiloControl
{
    private static readonly DateTimeOffset Since = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private readonly HashSet<string> _draining = new(StringComparer.Ordinal);

    /// <summary>TestingHost numbers its silos: the first is center a's.</summary>
    public static string CenterOf(string siloName) => siloName.EndsWith('0') ? "a" : "b";

    public ImmutableArray<SiloItem> Silos()
    {
        lock (_draining)
        {
            return [.. cluster.Silos.OrderBy(silo => silo.Name, StringComparer.Ordinal).Select(silo =>
                new SiloItem(silo.Name, silo.Name[..1], _draining.Contains(silo.Name) ? "draining" : "active", 0, Since))];
        }
    }

    public Task<ImmutableArray<SiloItem>> SilosAsync() => Task.FromResult(Silos());

    public async Task<string?> SiloOfAsync(IdentityKey identity)
    {
        var address = await cluster.Client.GetGrain<IManagementGrain>(0).GetActivationAddress(cluster.Client.GetGrain<IIdentityGrain>(identity.Text));
        return address is null ? null : cluster.GetSiloForAddress(address)?.Name;
    }

    public bool BeginDrain(string siloId, bool force)
    {
        bool last = Silos().Count(silo => silo.State == "active") == 1;
        if (last && !force) return false;
        lock (_draining) _draining.Add(siloId);
        return true;
    }

    public void Reset()
    {
        lock (_draining) _draining.Clear();
    }
}
