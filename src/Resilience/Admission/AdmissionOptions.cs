using System.ComponentModel.DataAnnotations;

namespace MemberGrains.Resilience.Admission;

/// <summary>How much runs at once and how much may wait. A running request is one that has passed every check and not answered.</summary>
public sealed record AdmissionOptions
{
    /// <summary>Requests running at once, all classes together.</summary>
    /// <value>1-100,000. Default 2,000: 30,000/s at a mean of 60 ms.</value>
    [Range(1, 100_000)]
    public int Running { get; init; } = 2_000;

    /// <summary>Of them, marketing requests at most.</summary>
    /// <value>1-100,000, not over <see cref="Running"/>. Default 500.</value>
    [Range(1, 100_000)]
    public int MarketingRunning { get; init; } = 500;

    /// <summary>Order requests that may wait for room; one more is refused.</summary>
    /// <value>0-100,000. Default 2,000.</value>
    [Range(0, 100_000)]
    public int OrderWaiting { get; init; } = 2_000;

    /// <summary>Marketing requests that may wait for room; one more is refused.</summary>
    /// <value>0-100,000. Default 200.</value>
    [Range(0, 100_000)]
    public int MarketingWaiting { get; init; } = 200;

    /// <summary>Who has waited longer is refused: an answer that late helps nobody.</summary>
    /// <value>Milliseconds, 1-10,000. Default 500.</value>
    [Range(1, 10_000)]
    public int LongestWaitMs { get; init; } = 500;
}
