using System.ComponentModel.DataAnnotations;

namespace MemberGrains.Gateway.Reading;

/// <summary>How bounded reads share their time and calls; how far a source may be behind is LagBudgets' to say.</summary>
public sealed record ReadOptions
{
    /// <summary>Share of a read's remaining time that the replica gets before the grain is asked.</summary>
    /// <value>0.05-0.9. Default 0.25.</value>
    [Range(0.05, 0.9)]
    public double ReplicaShare { get; init; } = 0.25;

    /// <summary>Share of a read's remaining time that the grain gets before search is asked; if that knows nothing, the rest is the grain's too.</summary>
    /// <value>0.05-0.9. Default 0.6.</value>
    [Range(0.05, 0.9)]
    public double GrainShare { get; init; } = 0.6;

    /// <summary>Identities in one call to the replica reader.</summary>
    /// <value>1-1,000. Default 200.</value>
    [Range(1, 1_000)]
    public int ReplicaBatch { get; init; } = 200;

    /// <summary>Calls to the replica reader under way at once; misses that come meanwhile gather for the next.</summary>
    /// <value>1-64. Default 2.</value>
    [Range(1, 64)]
    public int ReplicaCalls { get; init; } = 2;

    /// <summary>A shared call (of replica, grain or search) that takes longer has failed.</summary>
    /// <value>Milliseconds, 10-10,000. Default 2,000.</value>
    [Range(10, 10_000)]
    public int SharedCallMs { get; init; } = 2_000;
}
