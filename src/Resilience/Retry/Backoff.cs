using System.ComponentModel.DataAnnotations;

namespace MemberGrains.Resilience.Retry;

/// <summary>
/// Exponential waits with full jitter: uniform between 0 and <c>min(longest, first * factor^attempt)</c>. Of the usual
/// jitters it spreads competitors best (Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015), which
/// is what rivals for the same identities need.
/// </summary>
public sealed class Backoff
{
    private readonly BackoffOptions _options;

    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public Backoff(BackoffOptions options)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        if (options.LongestMs < options.FirstMs)
            throw new ValidationException($"{nameof(options.LongestMs)} ({options.LongestMs}) is under {nameof(options.FirstMs)} ({options.FirstMs}).");
        _options = options;
    }

    /// <summary>The wait after a failed try.</summary>
    /// <param name="attempt">0 after the first try.</param>
    /// <param name="random">Drawn from once.</param>
    public TimeSpan Next(int attempt, Random random) => TimeSpan.FromMilliseconds(random.NextDouble() * CeilingMs(attempt));

    /// <summary>Waits <see cref="Next"/> on the given clock.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    public Task WaitAsync(int attempt, Random random, TimeProvider time, CancellationToken cancellation) =>
        Task.Delay(Next(attempt, random), time, cancellation);

    private double CeilingMs(int attempt)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(attempt);
        return Math.Min(_options.LongestMs, _options.FirstMs * Math.Pow(_options.Factor, attempt));
    }
}
