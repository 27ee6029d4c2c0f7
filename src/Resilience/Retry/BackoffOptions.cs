using System.ComponentModel.DataAnnotations;

namespace MemberGrains.Resilience.Retry;

/// <summary>How long to wait before trying again.</summary>
public sealed record BackoffOptions
{
    /// <summary>Longest wait before the second try.</summary>
    /// <value>Milliseconds, 1-60,000. Default 10.</value>
    [Range(1, 60_000)]
    public double FirstMs { get; init; } = 10;

    /// <summary>How much the longest wait grows from one try to the next.</summary>
    /// <value>1-10. Default 2.</value>
    [Range(1, 10)]
    public double Factor { get; init; } = 2;

    /// <summary>No wait is longer than this.</summary>
    /// <value>Milliseconds, 1-600,000, not under <see cref="FirstMs"/>. Default 1,000.</value>
    [Range(1, 600_000)]
    public double LongestMs { get; init; } = 1_000;
}
