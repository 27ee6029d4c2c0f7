using System.Globalization;
using MemberGrains.Bench.Processes;
using MemberGrains.Bench.Results;

namespace MemberGrains.Bench.Http;

/// <summary>Bounded reads over HTTP at 64 callers, beside a bare Kestrel endpoint that sends as many bytes.</summary>
internal static class HttpBench
{
    private const int Callers = 64;
    private const int Rounds = 3;
    private const int Members = 1_000;

    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _measured = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(string root)
    {
        using var directory = new ScratchDirectory();
        await using var laptop = await LaptopProcess.StartAsync(directory);
        string file = directory.File("people.jsonl");
        await LaptopProcess.ToolAsync("sample", "--members", Members.ToString(CultureInfo.InvariantCulture), "--seed", "7", "--out", file);
        await LaptopProcess.ToolAsync("load", file, "--data", directory.File("data"));
        byte[][] reads = [.. SamplePhones.In(file).Select(phone => RequestBytes.Get(new Uri(laptop.GatewayA, $"/v1/identities/phone/{Uri.EscapeDataString(phone)}"), laptop.OrderKey))];
        int bytes = await BodyLengthAsync(laptop, SamplePhones.In(file).First());
        await using var bare = ChildProcess.StartDotnet(typeof(HttpBench).Assembly.Location, [BareKestrel.Argument, bytes.ToString(CultureInfo.InvariantCulture)]);
        int barePort = int.Parse(await bare.LineAsync(CancellationToken.None), CultureInfo.InvariantCulture);
        byte[][] nothing = [RequestBytes.Get(new Uri($"http://127.0.0.1:{barePort}/"), laptop.OrderKey)];

        // Turn about, so that what the machine does meanwhile falls on both.
        var limits = new List<HttpFigures>();
        var gateway = new List<HttpFigures>();
        for (int round = 0; round < Rounds; round++)
        {
            limits.Add(await LoadGenerator.RunAsync(barePort, nothing, Callers, _warmUp, _measured));
            gateway.Add(await LoadGenerator.RunAsync(laptop.GatewayA.Port, reads, Callers, _warmUp, _measured));
        }

        var (limit, read) = (Median(limits), Median(gateway));
        ResultFile.Write(root, "http", $"Own load generator (raw sockets, closed loop) with {Callers} connections; median of {Rounds} rounds of {_measured.TotalSeconds:N0} s, turn about, server and generator on the same cores. Reads: bounded, {reads.Length:N0} different phones, {bytes} bytes each.",
        [
            new Figure("bare Kestrel", limit.PerSecond, "answers/s"),
            new Figure("bounded read", read.PerSecond, "answers/s"),
            new Figure("share of bare Kestrel", read.PerSecond / limit.PerSecond * 100, "%", ">= 50 %"),
            new Figure("bounded read, p50", read.P50Ms, "ms"),
            new Figure("bounded read, p99", read.P99Ms, "ms"),
            new Figure("bare Kestrel, p99", limit.P99Ms, "ms"),
            new Figure("answers other than 200", gateway.Sum(run => run.Wrong) + limits.Sum(run => run.Wrong), "", "0"),
        ]);
    }

    private static async Task<int> BodyLengthAsync(LaptopProcess laptop, string phone)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("X-Api-Key", laptop.OrderKey);
        return (await http.GetByteArrayAsync(new Uri(laptop.GatewayA, $"/v1/identities/phone/{Uri.EscapeDataString(phone)}"))).Length;
    }

    private static HttpFigures Median(List<HttpFigures> runs) => runs.OrderBy(run => run.PerSecond).ElementAt(runs.Count / 2);
}
