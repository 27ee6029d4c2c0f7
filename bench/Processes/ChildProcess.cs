using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace MemberGrains.Bench.Processes;

/// <summary>
/// A process of our own, ended with the bench. What it prints is read all the time, wanted or not: a full pipe would stop
/// whoever writes a log line.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    /// <summary>Characters of its errors that are kept: the first are what went wrong.</summary>
    private const int MostErrors = 64 << 10;

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _errors = new();
    private readonly Task _reading;

    private ChildProcess(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadLinesAsync(), ReadErrorsAsync());
    }

    /// <summary>Starts a built program of this repository.</summary>
    /// <param name="dll">Its assembly.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables beside those of the bench.</param>
    public static ChildProcess StartDotnet(string dll, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(dll);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>The next line it prints.</summary>
    public async Task<string> LineAsync(CancellationToken cancellation)
    {
        try
        {
            return await _lines.Reader.ReadAsync(cancellation);
        }
        catch (ChannelClosedException)
        {
            await _reading;
            throw new IOException($"It ended: {_errors}");
        }
    }

    /// <summary>Everything it prints until it ends well.</summary>
    public async Task<string> ToEndAsync()
    {
        await _reading;
        await _process.WaitForExitAsync();
        string output = string.Join('\n', await _lines.Reader.ReadAllAsync().ToListAsync());
        return _process.ExitCode == 0 ? output : throw new InvalidOperationException($"It ended with {_process.ExitCode}:\n{output}\n{_errors}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }

    private async Task ReadLinesAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line) _lines.Writer.TryWrite(line);
        _lines.Writer.Complete();
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            if (_errors.Length < MostErrors) _errors.AppendLine(line);
        }
    }
}
