using System.Net.Sockets;
using MemberGrains.Servers.Processes;

namespace MemberGrains.Servers;

/// <summary>For what a server does in its own time and tells nobody: asks until it is so. A server that is away is not so yet.</summary>
public static class Eventually
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(25);

    /// <summary>Only what never comes is waited for so long: a machine under everything else's load takes many times its usual.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    /// <summary>Whether an error says no more than that a server is away, or not there yet.</summary>
    internal static bool IsNotYet(Exception error) => error is IOException or SocketException or HttpRequestException or ToolFailedException;

    /// <param name="patience">2 min, if it is not given.</param>
    /// <exception cref="TimeoutException">It never was; the last exception is inside.</exception>
    public static async Task TrueAsync(Func<Task<bool>> isSo, TimeSpan? patience = null, CancellationToken cancel = default)
    {
        long begun = TimeProvider.System.GetTimestamp();
        Exception? last = null;
        while (TimeProvider.System.GetElapsedTime(begun) < (patience ?? _patience))
        {
            try
            {
                if (await isSo()) return;
                last = null;
            }
            catch (Exception error) when (IsNotYet(error))
            {
                last = error;
            }

            await Task.Delay(_look, cancel);
        }

        throw new TimeoutException($"It did not become so within {(patience ?? _patience).TotalSeconds} s. {last?.Message}", last);
    }
}
