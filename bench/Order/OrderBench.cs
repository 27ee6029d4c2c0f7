using System.Globalization;
using MemberGrains.Bench.Http;
using MemberGrains.Bench.Processes;
using MemberGrains.Bench.Results;

namespace MemberGrains.Bench.Order;

/// <summary>
/// The order path's mix through both gateways, with more and more callers: the highest rate whose average answer takes
/// less than 10 ms. On the embedded stores, or on the servers of <c>./dev services</c>.
/// </summary>
internal static class OrderBench
{
    private const int Members = 10_000;
    private const double MostMs = 10;
    private static readonly int[] Callers = [8, 32, 64, 128, 192, 256];
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(string root, string? services)
    {
        using var directory = new ScratchDirectory();
        await using var laptop = await LaptopProcess.StartAsync(directory, services);
        string file = directory.File("people.jsonl");
        await LaptopProcess.ToolAsync("sample", "--members", Members.ToString(CultureInfo.InvariantCulture), "--seed", "7", "--out", file);
        await LaptopProcess.ToolAsync("load", file, "--data", directory.File("data"));
        await laptop.SettleAsync();
        var traffic = new OrderTraffic(laptop, [.. SamplePhones.In(file)]);
        await OrderLoad.RunAsync(traffic, Callers[^1] / 2, WarmUp);

        var runs = new List<OrderFigures>();
        foreach (int callers in Callers) runs.Add(await OrderLoad.RunAsync(traffic, callers, Measured));
        var best = runs.Where(run => run.AverageMs < MostMs).MaxBy(run => run.PerSecond) ?? runs[0];

        ResultFile.Write(root, services is null ? "order" : "order-services", $"95 % bounded reads, 4 % strong reads, 1 % binds of two new identities, over the phones of {Members:N0} members, through both gateways of a laptop ({laptop.Stores}); closed loop, own load generator, everything on the same cores; {Measured.TotalSeconds:N0} s for each number of callers. The figures are of the highest rate with an average under {MostMs:N0} ms. All: {string.Join("; ", runs.Select(Describe))}.{Wrong(runs)}",
        [
            new Figure("answers", best.PerSecond, "answers/s", "seeds: 20,000 to 30,000 on a production cluster"),
            new Figure("callers", best.Callers, ""),
            new Figure("average", best.AverageMs, "ms", "< 10 ms"),
            new Figure("p99, all", best.P99Ms, "ms"),
            new Figure("bounded read, p99", best.BoundedP99Ms, "ms"),
            new Figure("strong read, p99", best.StrongP99Ms, "ms"),
            new Figure("bind, p50", best.BindP50Ms, "ms"),
            new Figure("bind, p99", best.BindP99Ms, "ms"),
            new Figure("answers other than 200", runs.Sum(run => run.Wrong.Length), "", "0"),
        ]);
    }

    private static string Describe(OrderFigures run) =>
        string.Create(CultureInfo.InvariantCulture, $"{run.Callers} callers {run.PerSecond:N0}/s, average {run.AverageMs:N1} ms, p99 {run.P99Ms:N1} ms");

    private static string Wrong(IEnumerable<OrderFigures> runs) => string.Concat(runs.SelectMany(run => run.Wrong.Select(wrong => (run.Callers, wrong.Call, wrong.Answer)))
        .CountBy(wrong => wrong).Select(kind => string.Create(CultureInfo.InvariantCulture, $" Of {kind.Key.Callers} callers {kind.Value:N0} got {kind.Key.Answer} ({kind.Key.Call}).")));
}
