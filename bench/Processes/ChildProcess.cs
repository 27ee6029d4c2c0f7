using System.Diagnostics;

namespace MemberGrains.Bench.Processes;

/// <summary>A process of our own, ended with the bench.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    /// <summary>Starts a built program of this repository.</summary>
    public static ChildProcess StartDotnet(string dll, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(dll);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>The next line it prints.</summary>
    public async Task<string> LineAsync(CancellationToken cancellation) =>
        await _process.StandardOutput.ReadLineAsync(cancellation) ?? throw new IOException($"It ended: {await _process.StandardError.ReadToEndAsync(cancellation)}");

    /// <summary>Everything it prints until it ends well.</summary>
    public async Task<string> ToEndAsync()
    {
        var errors = _process.StandardError.ReadToEndAsync();
        string output = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return _process.ExitCode == 0 ? output : throw new InvalidOperationException($"It ended with {_process.ExitCode}:\n{output}\n{await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
