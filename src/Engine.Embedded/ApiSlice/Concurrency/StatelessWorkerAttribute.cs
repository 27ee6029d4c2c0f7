using MemberGrains.Engine.Embedded.Runtime;
using Orleans.Placement;

namespace Orleans.Concurrency;

/// <summary>Several activations of one identity in each silo; a call goes to an idle one in the caller's silo.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : PlacementAttribute
{
    /// <summary>At most as many activations as the machine has processors.</summary>
    public StatelessWorkerAttribute()
        : base(new StatelessWorkerPlacement(0))
    {
    }

    public StatelessWorkerAttribute(int maxLocalWorkers)
        : base(new StatelessWorkerPlacement(maxLocalWorkers))
    {
    }
}
