namespace Orleans.Runtime;

/// <summary>How many activations of a grain class a silo holds.</summary>
[GenerateSerializer]
[Immutable]
public sealed class SimpleGrainStatistic
{
    [Id(0)]
    public string GrainType { get; init; } = string.Empty;

    [Id(1)]
    public SiloAddress SiloAddress { get; init; } = SiloAddress.Zero;

    [Id(2)]
    public int ActivationCount { get; init; }
}
