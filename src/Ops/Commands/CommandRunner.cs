using System.CommandLine;
using MemberGrains.Ops.Laptop;
using MemberGrains.Ops.Loading;

namespace MemberGrains.Ops.Commands;

/// <summary>
/// Exit codes: 0 done, 1 not done or not in order, 2 the command line is wrong, 3 no cluster to ask, 130 interrupted.
/// </summary>
internal static class CommandRunner
{
    public const int Failed = 1;
    public const int Misused = 2;
    public const int NotRunning = 3;

    /// <param name="root">What there is.</param>
    /// <param name="args">What is asked.</param>
    /// <param name="output">In place of the console's.</param>
    /// <param name="error">In place of the console's.</param>
    public static async Task<int> RunAsync(RootCommand root, string[] args, TextWriter? output = null, TextWriter? error = null)
    {
        (output, error) = (output ?? Console.Out, error ?? Console.Error);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var wrong in parsed.Errors) await error.WriteLineAsync(wrong.Message);
            await error.WriteLineAsync("Add --help for what there is.");
            return Misused;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = error });
        }
        catch (Exception fault) when (fault is NotRunningException or HttpRequestException)
        {
            await error.WriteLineAsync(fault is HttpRequestException ? $"The cluster does not answer: {fault.Message}" : fault.Message);
            return NotRunning;
        }
        catch (Exception fault) when (fault is LoadRefusedException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(fault.Message);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
    }
}
