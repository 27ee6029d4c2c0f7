using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MemberGrains.Bench.Http;

/// <summary>
/// One caller's connection: sends a ready request, reads exactly one answer. Knows no more of HTTP than the answers of
/// Kestrel need, because on two cores whatever the generator spends is missing in what it measures.
/// </summary>
internal sealed class KeepAliveConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _held;

    /// <summary>The last answer as it came, head and body.</summary>
    public string Answer => Encoding.UTF8.GetString(_buffer, 0, _held);

    public Task ConnectAsync(int port, CancellationToken cancellation) =>
        _socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellation).AsTask();

    /// <summary>The status of the answer.</summary>
    public async ValueTask<int> SendAsync(byte[] request, CancellationToken cancellation)
    {
        await _socket.SendAsync(request, SocketFlags.None, cancellation);
        int held = 0;
        while (true)
        {
            int read = await _socket.ReceiveAsync(_buffer.AsMemory(held), SocketFlags.None, cancellation);
            if (read == 0) throw new IOException("The server closed the connection.");
            held += read;
            if (!TryParse(_buffer.AsSpan(0, held), out int status, out int length) || held < length) continue;
            _held = held;
            return status;
        }
    }

    public void Dispose() => _socket.Dispose();

    private static bool TryParse(ReadOnlySpan<byte> answer, out int status, out int length)
    {
        (status, length) = (0, 0);
        int end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0) return false;
        var head = answer[..end];
        status = int.Parse(head.Slice("HTTP/1.1 ".Length, 3), NumberStyles.None, CultureInfo.InvariantCulture);
        int at = head.IndexOf("Content-Length: "u8);
        if (at < 0) throw new IOException($"An answer without length: {Encoding.ASCII.GetString(head)}");
        var digits = head[(at + "Content-Length: ".Length)..];
        int line = digits.IndexOf((byte)'\r');
        length = end + 4 + int.Parse(line < 0 ? digits : digits[..line], NumberStyles.None, CultureInfo.InvariantCulture);
        return true;
    }
}
