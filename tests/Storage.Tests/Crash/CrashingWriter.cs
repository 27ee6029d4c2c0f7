using System.Diagnostics;
using System.Globalization;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Storage.Tests.Crash;

/// <summary>A run of the writing process, ended by KILL.</summary>
internal static class CrashingWriter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Lets it write until it has acknowledged so many writes, kills it, and gives everything it acknowledged.</summary>
    public static Task<List<Acknowledged>> KilledAfterAsync(string directory, int acknowledgements) => RunAsync(directory, null, acknowledgements);

    /// <summary>Lets it write until it kills itself at a step of a batch, and gives everything it acknowledged.</summary>
    public static Task<List<Acknowledged>> KilledAtAsync(string directory, string step, int occurrence) =>
        RunAsync(directory, string.Create(CultureInfo.InvariantCulture, $"{step}:{occurrence}"), int.MaxValue);

    private static async Task<List<Acknowledged>> RunAsync(string directory, string? killAt, int acknowledgements)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "MemberGrains.Storage.Crash.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(program);
        start.ArgumentList.Add(directory);
        if (killAt is not null) start.Environment["RECORD_KILL_AT"] = killAt;
        using var patience = new CancellationTokenSource(Patience);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            var said = new List<Acknowledged>();
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                if (Acknowledged.Parse(line) is { } one) said.Add(one);
                if (said.Count == acknowledgements) process.Kill();
            }

            await process.WaitForExitAsync(patience.Token);
            Assert.Equal(128 + 9, process.ExitCode);
            return said;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw new InvalidOperationException($"The writer said: {await errors}", fault);
        }
        finally
        {
            process.Kill();
        }
    }
}
