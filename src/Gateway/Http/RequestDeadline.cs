namespace MemberGrains.Gateway.Http;

/// <summary>
/// By when a request is answered. Ends a little before the caller's own time-out, so that the 504 arrives in time; makes
/// a token only for who waits, since most reads never do.
/// </summary>
internal sealed class RequestDeadline(TimeProvider time, long startedAt) : IDisposable
{
    private const double Margin = 0.05;
    private const double LongestMarginMs = 50;
    private CancellationTokenSource? _source;

    /// <summary>The caller's time-out.</summary>
    public TimeSpan Budget { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>What is left of it, without the margin; never negative.</summary>
    public TimeSpan Remaining
    {
        get
        {
            double marginMs = Math.Min(LongestMarginMs, Budget.TotalMilliseconds * Margin);
            var left = Budget - TimeSpan.FromMilliseconds(marginMs) - time.GetElapsedTime(startedAt);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Whether it is over.</summary>
    public bool IsOver => Remaining == TimeSpan.Zero;

    /// <summary>Cancelled when it is over.</summary>
    public CancellationToken Token => (_source ??= Start(Remaining)).Token;

    /// <summary>A source that is cancelled after a share of what is left.</summary>
    public CancellationTokenSource Share(double share) => Start(Remaining * share);

    /// <summary>Awaits the task, but not longer than this; an answer that comes later is nobody's.</summary>
    /// <exception cref="OperationCanceledException">It is over.</exception>
    public ValueTask<T> BoundAsync<T>(Task<T> task) =>
        task.IsCompletedSuccessfully ? new(task.Result) : new(task.WaitAsync(Token));

    public void Dispose() => _source?.Dispose();

    private CancellationTokenSource Start(TimeSpan remaining) => new(remaining, time);
}
