using System.Text.Json;
using MemberGrains.E2E.Tests.Running;

namespace MemberGrains.E2E.Tests;

public sealed class LoadTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_sample_is_loaded_interrupted_resumed_repeated_and_everything_agrees()
    {
        string file = _directory.File("people.jsonl");
        Assert.Equal(0, (await Laptop.ToolAsync("sample", "--members", "3000", "--seed", "7", "--out", file)).Code);
        await using var laptop = await Laptop.StartAsync(_directory.Data);

        await InterruptedAsync(file);
        var (code, said) = await Laptop.ToolAsync("load", file, "--data", _directory.Data);
        Assert.True(code == 0, said);
        await RefusedAsListedAsync(file);
        var first = await File.ReadAllTextAsync($"{file}.refused.jsonl");

        var (again, saidAgain) = await Laptop.ToolAsync("load", file, "--gateways", $"{laptop.A.Address},{laptop.B.Address}", "--key", laptop.Ready.GetProperty("keys").GetProperty("order").GetString()!);
        Assert.True(again == 0, saidAgain);
        Assert.Equal(first, await File.ReadAllTextAsync($"{file}.refused.jsonl"));

        var (agrees, compared) = await Laptop.ToolAsync("verify", "--replay", "--data", _directory.Data);
        Assert.True(agrees == 0, compared);
        var (rebuilt, how) = await Laptop.ToolAsync("rebuild", "--data", _directory.Data);
        Assert.True(rebuilt == 0, how);
        (agrees, compared) = await Laptop.ToolAsync("verify", "--data", _directory.Data);
        Assert.True(agrees == 0, compared);
    }

    /// <summary>Stops a load as soon as it has recorded progress, unless it was faster.</summary>
    private async Task InterruptedAsync(string file)
    {
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(file)!, $"{Path.GetFileName(file)}.progress");
        var progress = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Renamed += (_, _) => progress.TrySetResult();
        watcher.Created += (_, _) => progress.TrySetResult();
        watcher.EnableRaisingEvents = true;
        using var load = Laptop.StartTool("load", file, "--in-flight", "4", "--data", _directory.Data);
        var ended = load.WaitForExitAsync();
        if (await Task.WhenAny(progress.Task, ended).WaitAsync(TimeSpan.FromMinutes(4)) != ended) await Laptop.InterruptAsync(load);
        await ended.WaitAsync(TimeSpan.FromMinutes(4));
        Assert.Contains(load.ExitCode, new[] { 130, 0 });
    }

    /// <summary>The refused rows are exactly those of the side file, each with its status and code.</summary>
    private static async Task RefusedAsListedAsync(string file)
    {
        var expected = (await RowsAsync($"{file}.expected.jsonl")).Where(row => row.GetProperty("status").GetInt32() is 0 or >= 400).Select(Describe);
        var refused = (await RowsAsync($"{file}.refused.jsonl")).Select(Describe);
        Assert.Equal(expected, refused);

        static string Describe(JsonElement row) => $"{row.GetProperty("line")} {row.GetProperty("status")} {row.GetProperty("code")}";
    }

    private static async Task<List<JsonElement>> RowsAsync(string file) =>
        [.. (await File.ReadAllLinesAsync(file)).Select(line => JsonDocument.Parse(line).RootElement)];
}
