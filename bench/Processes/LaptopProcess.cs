using System.Text.Json;

namespace MemberGrains.Bench.Processes;

/// <summary>The laptop in a process of its own, as <c>./dev run</c> starts it, on a scratch directory; on the embedded stores, or on the servers that a file names.</summary>
internal sealed class LaptopProcess(ChildProcess process, JsonElement ready) : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    public Uri GatewayA { get; } = new(ready.GetProperty("gateways").GetProperty("a").GetString()!);

    public Uri GatewayB { get; } = new(ready.GetProperty("gateways").GetProperty("b").GetString()!);

    public string OrderKey { get; } = ready.GetProperty("keys").GetProperty("order").GetString()!;

    public static async Task<LaptopProcess> StartAsync(ScratchDirectory directory, string? services = null)
    {
        string readyFile = directory.File("ready.json");
        string[] on = services is null ? [] : ["--services", services];
        var process = ChildProcess.StartDotnet(Path.Combine(AppContext.BaseDirectory, "MemberGrains.Local.dll"), ["--data", directory.File("data"), "--ports", "0,0", "--ready-file", readyFile, .. on]);
        using var patience = new CancellationTokenSource(_patience, TimeProvider.System);
        // The ready file is written before the banner, whose last line this is.
        while (!(await process.LineAsync(patience.Token)).StartsWith("Ctrl-C", StringComparison.Ordinal))
        {
        }

        return new LaptopProcess(process, JsonDocument.Parse(await File.ReadAllBytesAsync(readyFile, patience.Token)).RootElement);
    }

    /// <summary>Runs one of this machine's tools to its end; its output.</summary>
    public static async Task<string> ToolAsync(params string[] arguments)
    {
        await using var tool = ChildProcess.StartDotnet(Path.Combine(AppContext.BaseDirectory, "MemberGrains.Ops.dll"), arguments);
        return await tool.ToEndAsync();
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
