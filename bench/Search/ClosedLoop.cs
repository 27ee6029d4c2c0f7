using MemberGrains.Bench.Results;

namespace MemberGrains.Bench.Search;

/// <summary>So many callers, each with one call under way at a time.</summary>
internal static class ClosedLoop
{
    /// <summary>Calls a second, and latencies.</summary>
    public static async Task<(double PerSecond, double P50Ms, double P99Ms)> RunAsync(int callers, TimeSpan duration, Func<int, Task> call)
    {
        var time = TimeProvider.System;
        using var stop = new CancellationTokenSource(duration, time);
        int next = 0;
        long began = time.GetTimestamp();
        var lists = await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            var latencies = new List<long>();
            while (!stop.IsCancellationRequested)
            {
                long started = time.GetTimestamp();
                await call(Interlocked.Increment(ref next));
                latencies.Add(time.GetTimestamp() - started);
            }

            return latencies;
        }));
        double seconds = time.GetElapsedTime(began).TotalSeconds;
        long[] all = [.. lists.SelectMany(list => list)];
        Array.Sort(all);
        return (all.Length / seconds, Percentiles.Ms(all, 0.5, time), Percentiles.Ms(all, 0.99, time));
    }
}
