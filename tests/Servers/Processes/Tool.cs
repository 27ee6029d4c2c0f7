using System.Diagnostics;

namespace MemberGrains.Servers.Processes;

/// <summary>A program that does one thing and ends.</summary>
internal static class Tool
{
    /// <returns>What it wrote; without its last line end.</returns>
    /// <exception cref="ToolFailedException">It ended with another code than 0.</exception>
    public static async Task<string> RunAsync(ServerCommand command, string input, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in command.Environment)
        {
            if (value is null) start.Environment.Remove(name);
            else start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await WriteAsync(process, input, cancel);
            await process.WaitForExitAsync(cancel);
            if (process.ExitCode != 0) throw new ToolFailedException($"{Path.GetFileName(command.Program)} ended with {process.ExitCode}: {(await errors).Trim()} {(await output).Trim()}");
            return (await output).TrimEnd('\n');
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static async Task WriteAsync(Process process, string input, CancellationToken cancel)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancel);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read everything; its exit code tells why.
        }
    }
}
