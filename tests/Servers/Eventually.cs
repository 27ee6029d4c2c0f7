using System.Net.Sockets;
using MemberGrains.Servers.Processes;

namespace MemberGrains.Servers;

/// <summary>For what a server does in its own time and tells nobody: asks until it is so. A server that is away is not so yet.</summary>
public static class Eventually
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(25);

    /// <summary>Whether an error says no more than that a server is away, or not there yet.</summary>
    internal static bool IsNotYet(Exception error) => error is IOException or SocketException or HttpRequestException or ToolFailedException;

    /// <param name="patience">30 s, if it is not given.</param>
    /// <exception cref="TimeoutException">It never was; the last exception is inside.</exception>
    public static async Task TrueAsync(Func<Task<bool>> isSo, TimeSpan? patience = null, CancellationToken cancel = default)
    {
        long begun = TimeProvider.System.GetTimestamp();
        Exception? last = null;
        while (TimeProvider.System.GetElapsedTime(begun) < (patience ?? TimeSpan.FromSeconds(30)))
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

        throw new TimeoutException($"It did not become so within {(patience ?? TimeSpan.FromSeconds(30)).TotalSeconds} s. {last?.Message}", last);
    }
}
