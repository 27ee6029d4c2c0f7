using System.Text.Json;

namespace MemberGrains.Bench.Processes;

/// <summary>The laptop in a process of its own, as <c>./dev run</c> starts it, on a scratch directory; on the embedded stores, or on the servers that a file names.</summary>
internal sealed class LaptopProcess(ChildProcess process, JsonElement ready, string stores) : IAsyncDisposable
{
    private const string StoresLine = "stores ";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _settling = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(200);

    public Uri GatewayA { get; } = new(ready.GetProperty("gateways").GetProperty("a").GetString()!);

    public Uri GatewayB { get; } = new(ready.GetProperty("gateways").GetProperty("b").GetString()!);

    public string OrderKey { get; } = ready.GetProperty("keys").GetProperty("order").GetString()!;

    public string OperatorKey { get; } = ready.GetProperty("keys").GetProperty("operator").GetString()!;

    /// <summary>What it keeps record, news and views in, and so which of them are on servers: in its own words.</summary>
    public string Stores => stores;

    /// <param name="directory">Its ready file, and its data directory.</param>
    /// <param name="services">The file that names servers; null for the embedded stores.</param>
    /// <param name="environment">Variables of its own.</param>
    public static async Task<LaptopProcess> StartAsync(ScratchDirectory directory, string? services = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        string readyFile = directory.File("ready.json");
        string[] on = services is null ? [] : ["--services", services];
        var process = ChildProcess.StartDotnet(Path.Combine(AppContext.BaseDirectory, "MemberGrains.Local.dll"), ["--data", directory.File("data"), "--ports", "0,0", "--ready-file", readyFile, .. on], environment);
        using var patience = new CancellationTokenSource(_patience, TimeProvider.System);
        // The ready file is written before the banner, whose last line this is.
        string line, stores = "";
        do
        {
            line = (await process.LineAsync(patience.Token)).Trim();
            if (line.StartsWith(StoresLine, StringComparison.Ordinal)) stores = line[StoresLine.Length..].Trim();
        }
        while (!line.StartsWith("Ctrl-C", StringComparison.Ordinal));

        return new LaptopProcess(process, JsonDocument.Parse(await File.ReadAllBytesAsync(readyFile, patience.Token)).RootElement, stores);
    }

    /// <summary>Waits until no read model is behind: what was loaded before a measurement is no part of it.</summary>
    public async Task SettleAsync()
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("X-Api-Key", OperatorKey);
        using var patience = new CancellationTokenSource(_settling, TimeProvider.System);
        while (true)
        {
            using var models = JsonDocument.Parse(await http.GetStringAsync(new Uri(GatewayA, "/ops/v1/read-models"), patience.Token));
            if (models.RootElement.GetProperty("items").EnumerateArray().All(IsSettled)) return;
            await Task.Delay(_look, TimeProvider.System, patience.Token);
        }
    }

    private static bool IsSettled(JsonElement model) => model.GetProperty("state").GetString() == "live" && model.GetProperty("lagEvents").GetInt64() == 0;

    /// <summary>Runs one of this machine's tools to its end; its output.</summary>
    public static async Task<string> ToolAsync(params string[] arguments)
    {
        await using var tool = ChildProcess.StartDotnet(Path.Combine(AppContext.BaseDirectory, "MemberGrains.Ops.dll"), arguments);
        return await tool.ToEndAsync();
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
