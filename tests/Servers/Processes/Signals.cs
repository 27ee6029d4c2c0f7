using System.ComponentModel;
using System.Runtime.InteropServices;

namespace MemberGrains.Servers.Processes;

/// <summary>What the runtime can not send itself: it knows SIGKILL only.</summary>
internal static partial class Signals
{
    public const int Kill = 9;
    public const int Term = 15;
    public const int Continue = 18;
    public const int Stop = 19;
    private const int NoSuchProcess = 3;

    /// <summary>A process that is gone already is no error.</summary>
    public static void Send(int pid, int signal)
    {
        if (SendTo(pid, signal) == 0) return;
        int error = Marshal.GetLastPInvokeError();
        if (error != NoSuchProcess) throw new Win32Exception(error);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendTo(int pid, int signal);
}
