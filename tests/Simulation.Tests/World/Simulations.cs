namespace MemberGrains.Simulation.Tests.World;

/// <summary>Tests that run worlds do so one after the other: each uses every processor by itself.</summary>
[CollectionDefinition(nameof(Simulations), DisableParallelization = true)]
public sealed class Simulations;
