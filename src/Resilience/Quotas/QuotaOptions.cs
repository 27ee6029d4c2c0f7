using System.ComponentModel.DataAnnotations;

namespace MemberGrains.Resilience.Quotas;

/// <summary>How many requests one account may make.</summary>
public sealed record QuotaOptions
{
    /// <summary>Sustained rate.</summary>
    /// <value>Requests a second, 0.01-1,000,000. Default 30,000.</value>
    [Range(0.01, 1_000_000)]
    public double PerSecond { get; init; } = 30_000;

    /// <summary>Requests that may come at once after a quiet time.</summary>
    /// <value>1-1,000,000. Default 30,000.</value>
    [Range(1, 1_000_000)]
    public double Burst { get; init; } = 30_000;
}
