using System.Globalization;
using MemberGrains.Servers.Processes;

namespace MemberGrains.Servers.Tests;

public sealed class LauncherTests
{
    // Takes the lock as `flock FILE COMMAND` does, starts the command, and ends.
    private const string UnderLock = """exec 9>"$1"; flock 9; shift; "$@" >/dev/null 2>&1 & echo $!""";

    [Fact]
    public async Task A_server_that_outlives_the_command_does_not_hold_the_commands_lock()
    {
        string directory = TemporaryPlace.Make("launcher");
        string file = Path.Combine(directory, "lock");
        string pid = await Tool.RunAsync(
            new ServerCommand("/bin/sh", "-c", UnderLock, "sh", file, "/bin/sh", "-c", Launcher.IntoLog, "sh", Path.Combine(directory, "log"), "sleep", "60"),
            "", CancellationToken.None);
        try
        {
            await Tool.RunAsync(new ServerCommand("flock", "--timeout", "10", file, "true"), "", CancellationToken.None);
            Assert.True(Directory.Exists($"/proc/{pid}"), "the server still runs");
        }
        finally
        {
            Signals.Send(int.Parse(pid, CultureInfo.InvariantCulture), Signals.Kill);
        }
    }
}
