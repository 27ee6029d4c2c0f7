namespace Orleans.Runtime;

/// <summary>How a silo is, as it says itself.</summary>
[GenerateSerializer]
[Immutable]
public sealed class SiloRuntimeStatistics
{
    internal SiloRuntimeStatistics(int activationCount) => ActivationCount = activationCount;

    /// <summary>Activations of all grain classes in the silo.</summary>
    [Id(0)]
    public int ActivationCount { get; }
}
