using System.Globalization;
using MemberGrains.Bench.Http;
using MemberGrains.Bench.Processes;
using MemberGrains.Bench.Results;

namespace MemberGrains.Bench.Resolve;

/// <summary>
/// Reads of one identity through a gateway on real servers, each source on its own: from Redis; and, by a laptop that is
/// told caches which nobody runs, from the replica of the gateway's center (which without a floor only answers <c>any</c>)
/// and from the grains.
/// </summary>
internal static class ResolveBench
{
    private const int Members = 10_000;
    private const string NoCache = "127.0.0.1:1";
    private static readonly int[] Callers = [1, 8, 64];
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(string root, string services)
    {
        using var directory = new ScratchDirectory();
        string file = directory.File("people.jsonl");
        await LaptopProcess.ToolAsync("sample", "--members", Members.ToString(CultureInfo.InvariantCulture), "--seed", "7", "--out", file);
        string[] phones = [.. SamplePhones.In(file)];
        var figures = new List<Figure>();
        string stores;
        await using (var laptop = await LaptopProcess.StartAsync(directory, services))
        {
            await LaptopProcess.ToolAsync("load", file, "--data", directory.File("data"));
            await laptop.SettleAsync();
            figures.AddRange(await MeasureAsync(laptop, phones, "redis", "bounded"));
            stores = laptop.Stores;
        }

        var without = new Dictionary<string, string> { ["MEMBERGRAINS_Cache__Redis__a__Endpoints__0"] = NoCache, ["MEMBERGRAINS_Cache__Redis__b__Endpoints__0"] = NoCache };
        await using (var laptop = await LaptopProcess.StartAsync(directory, services, without))
        {
            figures.AddRange(await MeasureAsync(laptop, phones, "store-replica", "any"));
            figures.AddRange(await MeasureAsync(laptop, phones, "grain", "bounded"));
        }

        ResultFile.Write(root, "resolve-services", $"Reads of one identity (bounded; any for the replica), over the phones of {Members:N0} members, through the gateway of center a of a laptop ({stores}); closed loop, own load generator, everything on the same cores; {Measured.TotalSeconds:N0} s for each number of callers after {WarmUp.TotalSeconds:N0} s. The share is of answers that named the source; for replica and grain the laptop's caches are set to an address where nothing listens.", figures);
    }

    private static async Task<List<Figure>> MeasureAsync(LaptopProcess laptop, string[] phones, string source, string consistency)
    {
        byte[][] requests = [.. phones.Select(phone => RequestBytes.Get(new Uri(laptop.GatewayA, $"/v1/identities/phone/{Uri.EscapeDataString(phone)}?consistency={consistency}"), laptop.OrderKey))];
        var figures = new List<Figure>();
        using var http = new HttpClient();
        await LoadGenerator.RunAsync(laptop.GatewayA.Port, requests, Callers[^1], TimeSpan.Zero, WarmUp);
        var before = await ReadsAsync(http, laptop, source);
        foreach (int callers in Callers)
        {
            var run = await LoadGenerator.RunAsync(laptop.GatewayA.Port, requests, callers, TimeSpan.Zero, Measured);
            string of = $"{source}, {callers} {(callers == 1 ? "caller" : "callers")}";
            figures.AddRange([
                new Figure($"{of}: answers", run.PerSecond, "answers/s"),
                new Figure($"{of}: p50", run.P50Ms, "ms"),
                new Figure($"{of}: p99", run.P99Ms, "ms"),
                new Figure($"{of}: other than 200", run.Wrong, "", "0"),
            ]);
        }

        var after = await ReadsAsync(http, laptop, source);
        figures.Add(new Figure($"{source}: share", (after.Named - before.Named) / (after.All - before.All) * 100, "%"));
        return figures;
    }

    /// <summary>Relations that the gateway found so far: from that source, and from all.</summary>
    private static async Task<(double Named, double All)> ReadsAsync(HttpClient http, LaptopProcess laptop, string source)
    {
        string metrics = await http.GetStringAsync(new Uri(laptop.GatewayA, "/metrics"));
        string[] lines = [.. metrics.Split('\n').Where(line => line.StartsWith("membergrains_gateway_reads_total{", StringComparison.Ordinal) && line.Contains("center=\"a\"", StringComparison.Ordinal))];
        double Sum(IEnumerable<string> of) => of.Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
        return (Sum(lines.Where(line => line.Contains($"source=\"{source}\"", StringComparison.Ordinal))), Sum(lines));
    }
}
