namespace Orleans.Runtime;

/// <summary>What operators ask of a running cluster. Its key is 0.</summary>
public interface IManagementGrain : IGrainWithIntegerKey
{
    /// <summary>The silos of the cluster with their status.</summary>
    Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false);

    /// <summary>How these silos are; all active ones if none is named.</summary>
    Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds);

    /// <summary>Activation counts by grain class on these silos.</summary>
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds);

    /// <summary>Activation counts by grain class on all silos.</summary>
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics();

    /// <summary>All activations in the cluster.</summary>
    Task<int> GetTotalActivationCount();

    /// <summary>Collects activations idle for longer than <paramref name="ageLimit"/> on all silos.</summary>
    Task ForceActivationCollection(TimeSpan ageLimit);

    /// <summary>The silo in which a grain is active; null when it is not.</summary>
    ValueTask<SiloAddress?> GetActivationAddress(IAddressable reference);
}
