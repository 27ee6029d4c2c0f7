using System.ComponentModel.DataAnnotations;

namespace MemberGrains.Silo.Jobs;

/// <summary>How silos share background jobs.</summary>
public sealed class FencedJobOptions
{
    /// <summary>How long a silo that vanished keeps its jobs from others.</summary>
    /// <value>Milliseconds, 500-60,000. Default 3,000, so that what a crash leaves is finished within 5 s.</value>
    [Range(500, 60_000)]
    public int LeaseMs { get; set; } = 3_000;

    /// <summary>How often a silo that does not have a job asks for it, and one that has it renews.</summary>
    /// <value>Milliseconds, 100-20,000, under half the lease. Default 1,000.</value>
    [Range(100, 20_000)]
    public int AskEveryMs { get; set; } = 1_000;
}
