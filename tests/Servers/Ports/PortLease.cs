using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace MemberGrains.Servers.Ports;

/// <summary>
/// A port of loopback that is ours while we hold it, also while no server listens on it: after a kill -9 the server comes
/// back on the same one. It lies below the ports that outgoing connections take, and a lock on a file keeps other test
/// processes from it.
/// </summary>
internal sealed class PortLease : IDisposable
{
    private const int First = 20_000;
    private const int Beyond = 32_000;
    private const int Tries = 1_000;

    private readonly FileStream _lock;

    private PortLease(int port, FileStream held) => (Port, _lock) = (port, held);

    public int Port { get; }

    public static PortLease Take()
    {
        for (int i = 0; i < Tries; i++)
        {
            if (TryTake(RandomNumberGenerator.GetInt32(First, Beyond)) is { } lease) return lease;
        }

        throw new IOException($"No free port between {First} and {Beyond}.");
    }

    /// <summary>Whether a server could listen on it now.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public void Dispose() => _lock.Dispose();

    private static PortLease? TryTake(int port)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"membergrains-ports-{Environment.UserName}")).FullName;
        FileStream held;
        try
        {
            held = new FileStream(Path.Combine(folder, $"{port}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }

        if (IsFree(port)) return new PortLease(port, held);
        held.Dispose();
        return null;
    }
}
