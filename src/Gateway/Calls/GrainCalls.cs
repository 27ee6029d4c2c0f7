using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Metrics;
using MemberGrains.Resilience.Retry;

namespace MemberGrains.Gateway.Calls;

/// <summary>
/// Makes grain calls, and makes them again when the way to the grain failed, within the caller's deadline. Whether a call
/// that failed so had an effect is not known, so only what may be repeated goes through here: reads, and commands, each of
/// which has a key or is idempotent by nature.
/// </summary>
internal sealed class GrainCalls(GatewayOptions options, GatewayMetrics metrics, TimeProvider time, ILogger<GrainCalls> log)
{
    private readonly Backoff _backoff = new(new BackoffOptions { FirstMs = options.AskAgain.FirstWaitMs, LongestMs = options.AskAgain.LongestWaitMs });

    /// <summary>The grain's answer, asked for until the deadline is over.</summary>
    /// <exception cref="OperationCanceledException">The deadline is over.</exception>
    public ValueTask<T> AskAsync<T>(RequestDeadline deadline, Func<CancellationToken, Task<T>> call) =>
        deadline.BoundAsync(RepeatAsync(call, int.MaxValue, deadline.Token));

    /// <summary>The grain's answer, asked for at most so often; not bounded in time but by the call itself.</summary>
    public Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> call, int tries, CancellationToken cancellation) => RepeatAsync(call, tries, cancellation);

    private async Task<T> RepeatAsync<T>(Func<CancellationToken, Task<T>> call, int tries, CancellationToken cancellation)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return await call(cancellation);
            }
            catch (Exception fault) when (TransportFaults.Is(fault) && attempt < tries - 1 && !cancellation.IsCancellationRequested)
            {
                metrics.AskedAgain();
                log.AsksAgain(fault, attempt + 2);
            }

            await _backoff.WaitAsync(attempt, Random.Shared, time, cancellation);
        }
    }
}
