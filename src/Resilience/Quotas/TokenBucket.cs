namespace MemberGrains.Resilience.Quotas;

/// <summary>A bucket that fills at the sustained rate up to the burst; a request takes one token. A pure value.</summary>
/// <param name="Tokens">Tokens at <paramref name="At"/>.</param>
/// <param name="At">Seconds on the owner's clock.</param>
public readonly record struct TokenBucket(double Tokens, double At)
{
    /// <summary>A full bucket.</summary>
    public static TokenBucket Full(QuotaOptions options, double at) => new(options.Burst, at);

    /// <summary>
    /// The bucket after a request at <paramref name="now"/>, and how long that request should have waited:
    /// zero if a token was there.
    /// </summary>
    public (TokenBucket Next, TimeSpan RetryAfter) Take(QuotaOptions options, double now)
    {
        double elapsed = Math.Max(0, now - At);
        double tokens = Math.Min(options.Burst, Tokens + (elapsed * options.PerSecond));
        return tokens >= 1
            ? (new TokenBucket(tokens - 1, At + elapsed), TimeSpan.Zero)
            : (new TokenBucket(tokens, At + elapsed), RoundUp((1 - tokens) / options.PerSecond));
    }

    /// <summary>Up: a token short by a rounding error must not look like a wait of nothing.</summary>
    private static TimeSpan RoundUp(double seconds) => TimeSpan.FromTicks((long)Math.Ceiling(seconds * TimeSpan.TicksPerSecond));
}
