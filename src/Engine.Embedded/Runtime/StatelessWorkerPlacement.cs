using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>Up to <paramref name="maxLocalWorkers"/> activations in each silo; 0 is as many as there are processors.</summary>
internal sealed class StatelessWorkerPlacement(int maxLocalWorkers) : PlacementStrategy
{
    public int MaxLocalWorkers { get; } = maxLocalWorkers;
}
