using Orleans;
using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <inheritdoc cref="IManagementGrain"/>
internal sealed class ManagementGrain : Grain, IManagementGrain
{
    private Cluster Cluster => ((Activation)GrainContext).Silo.Cluster;

    public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false) =>
        Task.FromResult(Cluster.AllSilos().Where(s => !onlyActive || s.Status == SiloStatus.Active).ToDictionary(s => s.Address, s => s.Status));

    public Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds)
    {
        var silos = hostsIds is { Length: > 0 }
            ? hostsIds.Select(address => Cluster.Find(address) is { IsGone: false } silo ? silo : throw new SiloUnavailableException($"{address} is not in the cluster."))
            : Cluster.ActiveSilos;
        return Task.FromResult(silos.Select(silo => new SiloRuntimeStatistics(silo.Activations.Count)).ToArray());
    }

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds) => Task.FromResult(Statistics(hostsIds));

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => Task.FromResult(Statistics(null));

    public Task<int> GetTotalActivationCount() => Task.FromResult(Cluster.ActiveSilos.Sum(s => s.Activations.Count));

    public Task ForceActivationCollection(TimeSpan ageLimit)
    {
        foreach (var silo in Cluster.ActiveSilos) silo.Collect(ageLimit);
        return Task.CompletedTask;
    }

    public ValueTask<SiloAddress?> GetActivationAddress(IAddressable reference) =>
        ValueTask.FromResult(Cluster.Directory.Find(reference.GetGrainId())?.Silo.Address);

    private SimpleGrainStatistic[] Statistics(SiloAddress[]? hosts) =>
    [
        .. from silo in Cluster.AllSilos()
           where !silo.IsGone && (hosts is null || hosts.Contains(silo.Address))
           from type in silo.Activations.All().GroupBy(a => a.Class).OrderBy(g => g.Key.Type.FullName, StringComparer.Ordinal)
           select new SimpleGrainStatistic { GrainType = $"{type.Key.Type.FullName},{type.Key.Type.Assembly.GetName().Name}", SiloAddress = silo.Address, ActivationCount = type.Count() },
    ];
}
