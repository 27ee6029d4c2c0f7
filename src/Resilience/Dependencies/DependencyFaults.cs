namespace MemberGrains.Resilience.Dependencies;

/// <summary>How an adapter reads its library's exceptions.</summary>
/// <param name="IsOutage">
/// Whether it means that the dependency is out or too slow: the breaker counts it. A refusal of one request (a duplicate
/// key, a bad query) does not. A time-out of the pipeline always counts.
/// </param>
/// <param name="MayRepeat">
/// Whether the same call may be made again: nothing was done, or doing it twice changes nothing. False for a write of
/// unknown fate. Asked of <see cref="Polly.Timeout.TimeoutRejectedException"/> too.
/// </param>
public readonly record struct DependencyFaults(Func<Exception, bool> IsOutage, Func<Exception, bool> MayRepeat)
{
    /// <summary>For calls that are never repeated.</summary>
    public static DependencyFaults Once(Func<Exception, bool> isOutage) => new(isOutage, static _ => false);
}
