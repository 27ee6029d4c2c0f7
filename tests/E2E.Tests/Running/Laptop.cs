using System.Diagnostics;
using System.Text.Json;

namespace MemberGrains.E2E.Tests.Running;

/// <summary>The real program, started as <c>./dev run</c> does, on free ports.</summary>
internal sealed class Laptop : IAsyncDisposable
{
    /// <summary>Of a machine that runs everything at once; on real servers the first start makes two thousand tables.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private Laptop(Process process, Task<string> output, Task<string> errors, JsonElement ready)
    {
        (_process, _output, _errors) = (process, output, errors);
        var gateways = ready.GetProperty("gateways");
        var keys = ready.GetProperty("keys");
        A = new GatewayCaller(new Uri(gateways.GetProperty("a").GetString()!), keys.GetProperty("order").GetString()!);
        B = new GatewayCaller(new Uri(gateways.GetProperty("b").GetString()!), keys.GetProperty("order").GetString()!);
        OperatorA = new GatewayCaller(A.Address, keys.GetProperty("operator").GetString()!);
        OperatorB = new GatewayCaller(B.Address, keys.GetProperty("operator").GetString()!);
        Ready = ready;
    }

    /// <summary>Gateway of center a, as an order caller.</summary>
    public GatewayCaller A { get; }

    public GatewayCaller B { get; }

    /// <summary>Gateway of center a, as an operator.</summary>
    public GatewayCaller OperatorA { get; }

    public GatewayCaller OperatorB { get; }

    /// <summary>What the ready file says.</summary>
    public JsonElement Ready { get; }

    /// <param name="services">The settings of real servers, as <c>./dev services up</c> writes them; null for everything in the process.</param>
    public static async Task<Laptop> StartAsync(string data, string? readyFile = null, string? services = null)
    {
        readyFile ??= Path.Combine(Path.GetDirectoryName(data)!, $"ready-{Guid.NewGuid():N}.json");
        var appeared = Appears(readyFile);
        string[] onServers = services is null ? [] : ["--services", services];
        var (process, output, errors) = Start("MemberGrains.Local.dll", ["--data", data, "--ports", "0,0", "--ready-file", readyFile, .. onServers]);
        var exited = process.WaitForExitAsync();
        var first = await Task.WhenAny(appeared, exited).WaitAsync(_patience);
        if (first == exited && !appeared.IsCompleted) throw new InvalidOperationException($"The laptop ended with {process.ExitCode}:\n{await output}\n{await errors}");
        return new Laptop(process, output, errors, JsonDocument.Parse(await File.ReadAllBytesAsync(readyFile)).RootElement);
    }

    /// <summary>Starts it where it must refuse to; its exit code and what it said.</summary>
    public static Task<(int Code, string Said)> RunToEndAsync(params string[] arguments) => ToEndAsync("MemberGrains.Local.dll", arguments);

    /// <summary>A tool of this machine: <c>load</c>, <c>verify</c>, <c>ops</c> ...</summary>
    public static Task<(int Code, string Said)> ToolAsync(params string[] arguments) => ToEndAsync("MemberGrains.Ops.dll", arguments);

    /// <summary>Starts a tool that the test will interrupt.</summary>
    public static Process StartTool(params string[] arguments) => Start("MemberGrains.Ops.dll", arguments).Process;

    /// <summary>As Ctrl-C or a supervisor does; the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        await SendTermAsync(_process.Id);
        await _process.WaitForExitAsync().WaitAsync(_patience);
        return _process.ExitCode;
    }

    /// <summary>As a power cut does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(_patience);
    }

    public static Task InterruptAsync(Process process) => SendTermAsync(process.Id);

    public async Task<string> SaidAsync() => $"{await _output}{await _errors}";

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        A.Dispose();
        B.Dispose();
        OperatorA.Dispose();
        OperatorB.Dispose();
        _process.Dispose();
    }

    private static async Task<(int Code, string Said)> ToEndAsync(string dll, string[] arguments)
    {
        var (process, output, errors) = Start(dll, arguments);
        await process.WaitForExitAsync().WaitAsync(_patience);
        return (process.ExitCode, $"{await output}{await errors}");
    }

    private static (Process Process, Task<string> Output, Task<string> Errors) Start(string dll, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, dll));
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        start.Environment.Remove("DOTNET_ENVIRONMENT");
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        var process = Process.Start(start)!;
        return (process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    /// <summary>Armed before the program starts, so the file can not appear unseen.</summary>
    private static async Task Appears(string file)
    {
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(file)!, Path.GetFileName(file));
        var appeared = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Created += (_, _) => appeared.TrySetResult();
        watcher.Renamed += (_, _) => appeared.TrySetResult();
        watcher.EnableRaisingEvents = true;
        await appeared.Task;
    }

    /// <summary>.NET itself can only kill.</summary>
    private static async Task SendTermAsync(int pid)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -TERM {pid}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
