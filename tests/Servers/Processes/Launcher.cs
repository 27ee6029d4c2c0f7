using System.Collections.Concurrent;
using System.Diagnostics;

namespace MemberGrains.Servers.Processes;

/// <summary>
/// Starts all servers from one thread that never ends: "die with your parent" means the thread that forked, and a thread of
/// the pool that retires would take its servers along.
/// </summary>
internal static class Launcher
{
    /// <summary>
    /// Into a file rather than a pipe: a server that outlives its parent would die of a pipe that nobody reads. And without
    /// what the parent was handed open: the lock of a <c>flock FILE ./dev services up</c> would last as long as the servers.
    /// </summary>
    internal const string IntoLog = """log=$1; shift; exec >>"$log" 2>&1 </dev/null 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; exec "$@" """;

    private static readonly BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<ServerProcess> Started)> _waiting = [];

    static Launcher() => new Thread(Run) { IsBackground = true, Name = "server launcher" }.Start();

    public static Task<ServerProcess> StartAsync(ServerCommand command, string directory, string log, ServerLifetime lifetime)
    {
        string[] around = lifetime == ServerLifetime.OfParent ? ["setpriv", "--pdeathsig", "KILL", "--"] : ["setsid"];
        var start = new ProcessStartInfo("/bin/sh", ["-c", IntoLog, "sh", log, .. around, command.Program, .. command.Arguments]) { WorkingDirectory = directory };
        foreach (var (name, value) in command.Environment)
        {
            if (value is null) start.Environment.Remove(name);
            else start.Environment[name] = value;
        }

        var started = new TaskCompletionSource<ServerProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((start, started));
        return started.Task;
    }

    private static void Run()
    {
        foreach (var (start, started) in _waiting.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(ServerProcess.Of(Process.Start(start)!));
            }
            catch (Exception error)
            {
                started.SetException(error);
            }
        }
    }
}
