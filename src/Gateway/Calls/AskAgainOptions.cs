using System.ComponentModel.DataAnnotations;

namespace MemberGrains.Gateway.Calls;

/// <summary>How a grain call is repeated that failed on its way.</summary>
public sealed record AskAgainOptions
{
    /// <summary>Longest wait before the second try; later ones double, with jitter.</summary>
    /// <value>Milliseconds, 1-1,000. Default 10.</value>
    [Range(1, 1_000)]
    public double FirstWaitMs { get; init; } = 10;

    /// <summary>No wait between two tries is longer.</summary>
    /// <value>Milliseconds, 1-10,000, not under <see cref="FirstWaitMs"/>. Default 200.</value>
    [Range(1, 10_000)]
    public double LongestWaitMs { get; init; } = 200;

    /// <summary>Tries of a bounded read's grain call, which search can stand in for; all other calls go on until the caller's deadline.</summary>
    /// <value>1-100. Default 3.</value>
    [Range(1, 100)]
    public int BoundedTries { get; init; } = 3;
}
