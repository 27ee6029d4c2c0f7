using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace MemberGrains.Resilience.Dependencies;

/// <summary>Builds the pipeline of a dependency call: retries outside, then the breaker, then the time-out of one try.</summary>
/// <remarks>
/// A time-out cancels the token that the callback is given and waits for it: a callback around a library call that takes
/// no token awaits it with <c>WaitAsync(token)</c>. What is seen outside: the dependency's own exception,
/// <see cref="TimeoutRejectedException"/>, or <see cref="BrokenCircuitException"/> when the call was not made at all.
/// </remarks>
public sealed class DependencyPipelines(IOptions<DependencyTable> table, TimeProvider time)
{
    /// <summary>The default table on the machine's clock: for tools and tests.</summary>
    public static DependencyPipelines Default { get; } = new(Options.Create(new DependencyTable()), TimeProvider.System);

    /// <summary>
    /// A pipeline with a breaker of its own. Build it once for each server (or cluster) and kind of call, and keep it.
    /// </summary>
    /// <param name="call">Its row of the table.</param>
    /// <param name="instance">The server or cluster, for metrics: <c>c0-a1</c>, <c>search-backup</c>; never an address with a secret.</param>
    /// <param name="faults">How to read its exceptions.</param>
    public ResiliencePipeline Build(DependencyCall call, string instance, DependencyFaults faults)
    {
        var row = table.Value.Of(call);
        var labels = new DependencyLabels(call, instance);
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (row.Retries > 0) builder.AddRetry(Retry(row, labels, faults));
        return builder
            .AddCircuitBreaker(Breaker(row, labels, faults))
            .AddTimeout(Timeout(row, labels))
            .Build();
    }

    /// <summary>The time of one try, for libraries that want to be told.</summary>
    public TimeSpan TimeoutOf(DependencyCall call) => TimeSpan.FromMilliseconds(table.Value.Of(call).TimeoutMs);

    private static RetryStrategyOptions Retry(DependencyOptions row, DependencyLabels labels, DependencyFaults faults) => new()
    {
        MaxRetryAttempts = row.Retries,
        Delay = TimeSpan.FromMilliseconds(row.FirstRetryMs),
        MaxDelay = TimeSpan.FromMilliseconds(row.LongestRetryMs),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        // An open breaker says "not now": waiting here would only hold the caller.
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Outcome.Exception is { } fault and not (BrokenCircuitException or OperationCanceledException) && faults.MayRepeat(fault)),
        OnRetry = _ =>
        {
            DependencyMeter.Repeated(labels);
            return ValueTask.CompletedTask;
        },
    };

    private static CircuitBreakerStrategyOptions Breaker(DependencyOptions row, DependencyLabels labels, DependencyFaults faults) => new()
    {
        FailureRatio = row.BreakerRatio,
        MinimumThroughput = row.BreakerMinimum,
        SamplingDuration = TimeSpan.FromMilliseconds(row.BreakerWindowMs),
        BreakDuration = TimeSpan.FromMilliseconds(row.BreakerPauseMs),
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Outcome.Exception is { } fault and not OperationCanceledException && (fault is TimeoutRejectedException || faults.IsOutage(fault))),
        OnOpened = _ => Breaks(labels, open: true),
        OnClosed = _ => Breaks(labels, open: false),
    };

    private static TimeoutStrategyOptions Timeout(DependencyOptions row, DependencyLabels labels) => new()
    {
        Timeout = TimeSpan.FromMilliseconds(row.TimeoutMs),
        OnTimeout = _ =>
        {
            DependencyMeter.TimedOut(labels);
            return ValueTask.CompletedTask;
        },
    };

    private static ValueTask Breaks(DependencyLabels labels, bool open)
    {
        DependencyMeter.Breaker(labels, open);
        return ValueTask.CompletedTask;
    }
}
