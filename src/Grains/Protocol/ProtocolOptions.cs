using System.ComponentModel.DataAnnotations;

namespace MemberGrains.Grains.Protocol;

/// <summary>Patience of the commit across identities.</summary>
public sealed class ProtocolOptions
{
    /// <summary>How long a command tries again while others hold its identities, before it answers <c>contended</c>.</summary>
    /// <value>Milliseconds, 10-10,000. Default 1,500; never more than three quarters of the time the caller waits.</value>
    [Range(10, 10_000)]
    public int CommandPatienceMs { get; init; } = 1_500;

    /// <summary>
    /// Most commands that wait for their turn at one identity; one more is answered <c>contended</c> at once, so that a hot
    /// identity does not gather work that nobody will wait for.
    /// </summary>
    /// <value>0-10,000. Default 100.</value>
    [Range(0, 10_000)]
    public int MostWaiting { get; init; } = 100;

    /// <summary>How long one grain waits for another's answer before it takes it for unreachable.</summary>
    /// <value>Milliseconds, 10-10,000. Default 1,000.</value>
    [Range(10, 10_000)]
    public int CallTimeoutMs { get; init; } = 1_000;

    /// <summary>Longest first wait between two tries of a command; the waits double, with full jitter.</summary>
    /// <value>Milliseconds, 1-1,000. Default 4.</value>
    [Range(1, 1_000)]
    public int FirstWaitMs { get; init; } = 4;

    /// <summary>Longest wait between two tries of a command.</summary>
    /// <value>Milliseconds, 1-1,000, not under <see cref="FirstWaitMs"/>. Default 150.</value>
    [Range(1, 1_000)]
    public int LongestWaitMs { get; init; } = 150;

    /// <summary>What <c>contended</c> tells a caller to wait before trying again.</summary>
    /// <value>Milliseconds, 1-60,000. Default 1,000.</value>
    [Range(1, 60_000)]
    public int RetryAfterMs { get; init; } = 1_000;

    internal TimeSpan CallTimeout => TimeSpan.FromMilliseconds(CallTimeoutMs);
}
