namespace MemberGrains.Bench.Results;

/// <summary>Percentiles of latencies, given as timestamp ticks.</summary>
internal static class Percentiles
{
    /// <summary>Milliseconds; 0 of nothing.</summary>
    /// <param name="sorted">Ascending.</param>
    /// <param name="share">0.5: the median.</param>
    /// <param name="time">Whose timestamps they are.</param>
    public static double Ms(long[] sorted, double share, TimeProvider time) =>
        sorted.Length == 0 ? 0 : time.GetElapsedTime(0, sorted[(int)((sorted.Length - 1) * share)]).TotalMilliseconds;
}
