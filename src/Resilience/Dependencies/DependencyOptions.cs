using System.ComponentModel.DataAnnotations;

namespace MemberGrains.Resilience.Dependencies;

/// <summary>How long one call of a dependency may take, how often it is made again, and when it is given up at once.</summary>
public sealed class DependencyOptions
{
    /// <summary>One try is given up after this time. The caller's own time ends it earlier.</summary>
    /// <value>Milliseconds, 10-600,000; <see cref="DependencyTable"/> has the default of each call.</value>
    [Range(10, 600_000)]
    public int TimeoutMs { get; set; } = 1_000;

    /// <summary>Further tries after a fault that is safe to repeat.</summary>
    /// <value>0-20. Default 0.</value>
    [Range(0, 20)]
    public int Retries { get; set; }

    /// <summary>The wait before the second try, about; it doubles from try to try, with jitter.</summary>
    /// <value>Milliseconds, 1-60,000. Default 20.</value>
    [Range(1, 60_000)]
    public int FirstRetryMs { get; set; } = 20;

    /// <summary>No wait is longer than this.</summary>
    /// <value>Milliseconds, 1-600,000. Default 1,000.</value>
    [Range(1, 600_000)]
    public int LongestRetryMs { get; set; } = 1_000;

    /// <summary>The breaker opens when this share of the tries within <see cref="BreakerWindowMs"/> were outages.</summary>
    /// <value>0.01-1. Default 0.5.</value>
    [Range(0.01, 1)]
    public double BreakerRatio { get; set; } = 0.5;

    /// <summary>Fewer tries than this in the window never open it.</summary>
    /// <value>2-100,000. Default 10.</value>
    [Range(2, 100_000)]
    public int BreakerMinimum { get; set; } = 10;

    /// <summary>The time over which the breaker counts.</summary>
    /// <value>Milliseconds, 500-600,000. Default 5,000.</value>
    [Range(500, 600_000)]
    public int BreakerWindowMs { get; set; } = 5_000;

    /// <summary>How long calls are refused at once before one may probe.</summary>
    /// <value>Milliseconds, 500-600,000. Default 1,000.</value>
    [Range(500, 600_000)]
    public int BreakerPauseMs { get; set; } = 1_000;
}
