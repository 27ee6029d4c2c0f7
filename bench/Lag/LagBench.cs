using MemberGrains.Bench.Processes;
using MemberGrains.Bench.Results;

namespace MemberGrains.Bench.Lag;

/// <summary>
/// How long after its commit a change is in each cache and index, at so many changes a second, as the projections measure it
/// themselves. On the embedded stores, or on the servers that a file names.
/// </summary>
internal static class LagBench
{
    /// <summary>What the goal is stated for.</summary>
    public const int DefaultPerSecond = 1_000;

    // Until every slot has been written to, so that all nodes hold its tables open, and the laptop's code is compiled.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(3);
    private static readonly (string Center, string Model)[] Models = [("a", "redis"), ("b", "redis"), ("a", "search-primary"), ("b", "search-backup"), ("a", "search-marketing")];

    public static async Task RunAsync(string root, string? services, string stores, int perSecond)
    {
        using var directory = new ScratchDirectory();
        await using var laptop = await LaptopProcess.StartAsync(directory, services);
        using var http = new HttpClient();
        var registrations = new PacedRegistrations(laptop);
        await registrations.RunAsync(perSecond, WarmUp);
        await laptop.SettleAsync();

        var before = await ReadAsync(http, laptop);
        var (rate, wrong) = await registrations.RunAsync(perSecond, Measured);
        // What is on its way belongs to it too.
        await Task.Delay(Settled, TimeProvider.System);
        var lags = (await ReadAsync(http, laptop)).Select((after, i) => after.Since(before[i])).ToList();

        ResultFile.Write(root, services is null ? "lag" : $"lag-{stores}", $"Registrations at {perSecond:N0} a second, open loop, through both gateways of a laptop ({laptop.Stores}) for {Measured.TotalSeconds:N0} s after {WarmUp.TotalSeconds:N0} s; generator, laptop and servers on the same cores. From the time a change bears, which its grain takes before it commits, to the end of the write to the read model; each projection's own histogram, percentiles by straight lines between its bounds.",
        [
            new Figure("changes", rate, "changes/s", $"{perSecond:N0} offered"),
            .. Models.SelectMany((model, i) => new[]
            {
                new Figure($"{model.Center} {model.Model}, p50", lags[i].Ms(0.5), "ms"),
                new Figure($"{model.Center} {model.Model}, p99", lags[i].Ms(0.99), "ms", model.Model == "redis" ? "<= 50 ms" : null),
                new Figure($"{model.Center} {model.Model}, changes applied", lags[i].Count, ""),
            }),
            new Figure("answers other than 201", wrong, "", "0"),
        ]);
    }

    private static async Task<List<LagHistogram>> ReadAsync(HttpClient http, LaptopProcess laptop)
    {
        string metrics = await http.GetStringAsync(new Uri(laptop.GatewayA, "/metrics"));
        return [.. Models.Select(model => LagHistogram.Read(metrics, model.Center, model.Model))];
    }
}
