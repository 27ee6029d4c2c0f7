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

    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("Add --help for what there is.");
            return Misused;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception fault) when (fault is NotRunningException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync(fault is HttpRequestException ? $"The cluster does not answer: {fault.Message}" : fault.Message);
            return NotRunning;
        }
        catch (Exception fault) when (fault is LoadRefusedException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
    }
}
