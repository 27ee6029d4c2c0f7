using MemberGrains.Bench.Results;

namespace MemberGrains.Bench.Http;

/// <summary>So many callers, each with its own connection and one request under way at a time (closed loop).</summary>
internal static class LoadGenerator
{
    /// <summary>Warms up, then measures. Caller i walks through the requests from its own place on.</summary>
    public static async Task<HttpFigures> RunAsync(int port, byte[][] requests, int callers, TimeSpan warmUp, TimeSpan measured)
    {
        await RunAsync(port, requests, callers, warmUp);
        return await RunAsync(port, requests, callers, measured);
    }

    private static async Task<HttpFigures> RunAsync(int port, byte[][] requests, int callers, TimeSpan duration)
    {
        var time = TimeProvider.System;
        using var stop = new CancellationTokenSource(duration, time);
        long began = time.GetTimestamp();
        var results = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => CallAsync(port, requests, caller * requests.Length / callers, time, stop.Token)));
        double seconds = time.GetElapsedTime(began).TotalSeconds;
        long[] latencies = [.. results.SelectMany(result => result.Latencies)];
        Array.Sort(latencies);
        return new HttpFigures(latencies.Length / seconds, Percentiles.Ms(latencies, 0.50, time), Percentiles.Ms(latencies, 0.99, time), results.Sum(result => result.Wrong));
    }

    private static async Task<(List<long> Latencies, long Wrong)> CallAsync(int port, byte[][] requests, int at, TimeProvider time, CancellationToken stop)
    {
        var latencies = new List<long>(1 << 16);
        long wrong = 0;
        using var connection = new KeepAliveConnection();
        await connection.ConnectAsync(port, CancellationToken.None);
        while (!stop.IsCancellationRequested)
        {
            long began = time.GetTimestamp();
            int status = await connection.SendAsync(requests[at], CancellationToken.None);
            // A refusal is quick and no answer: it counts beside the rate, never in it.
            if (status == 200) latencies.Add(time.GetTimestamp() - began);
            else wrong++;
            if (++at == requests.Length) at = 0;
        }

        return (latencies, wrong);
    }
}
