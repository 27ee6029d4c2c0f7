using System.Globalization;
using MemberGrains.Bench.Http;
using MemberGrains.Bench.Results;

namespace MemberGrains.Bench.Order;

/// <summary>So many callers on the order path, each with its own connection and one request under way (closed loop).</summary>
internal static class OrderLoad
{
    public static async Task<OrderFigures> RunAsync(OrderTraffic traffic, int callers, TimeSpan duration)
    {
        var time = TimeProvider.System;
        using var stop = new CancellationTokenSource(duration, time);
        long began = time.GetTimestamp();
        var answers = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => CallAsync(traffic, caller, time, stop.Token)));
        double seconds = time.GetElapsedTime(began).TotalSeconds;

        var right = answers.SelectMany(caller => caller.Right).ToList();
        long[] all = Sorted(right.Select(answer => answer.Took));
        long[] Of(OrderCall call) => Sorted(right.Where(answer => answer.Call == call).Select(answer => answer.Took));
        double average = all.Length == 0 ? 0 : time.GetElapsedTime(0, (long)all.Average()).TotalMilliseconds;
        return new OrderFigures(
            callers, all.Length / seconds, average, Percentiles.Ms(all, 0.99, time), Percentiles.Ms(Of(OrderCall.Bounded), 0.99, time),
            Percentiles.Ms(Of(OrderCall.Strong), 0.99, time), Percentiles.Ms(Of(OrderCall.Bind), 0.5, time), Percentiles.Ms(Of(OrderCall.Bind), 0.99, time),
            [.. answers.SelectMany(caller => caller.Wrong)]);
    }

    /// <summary>Status and code: all that tells one kind of failure from another.</summary>
    private static string Short(int status, string answer)
    {
        const string Code = "\"code\":\"";
        int at = answer.IndexOf(Code, StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $"{status} {(at < 0 ? "without a code" : answer[(at + Code.Length)..].Split('"')[0])}");
    }

    private static long[] Sorted(IEnumerable<long> latencies)
    {
        long[] sorted = [.. latencies];
        Array.Sort(sorted);
        return sorted;
    }

    private static async Task<(List<(OrderCall Call, long Took)> Right, List<(OrderCall Call, string Answer)> Wrong)> CallAsync(OrderTraffic traffic, int caller, TimeProvider time, CancellationToken stop)
    {
        var right = new List<(OrderCall, long)>(1 << 15);
        var wrong = new List<(OrderCall, string)>();
        var random = new Random(caller);
        using var connection = new KeepAliveConnection();
        await connection.ConnectAsync(traffic.PortOf(caller), CancellationToken.None);
        while (!stop.IsCancellationRequested)
        {
            var (call, request) = traffic.Next(caller, random);
            long began = time.GetTimestamp();
            int status = await connection.SendAsync(request, CancellationToken.None);
            if (status == 200) right.Add((call, time.GetTimestamp() - began));
            else wrong.Add((call, Short(status, connection.Answer)));
        }

        return (right, wrong);
    }
}
