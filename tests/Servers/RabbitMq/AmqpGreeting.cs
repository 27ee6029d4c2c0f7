using System.Net;
using System.Net.Sockets;
using System.Text;
using MemberGrains.Servers.Tls;

namespace MemberGrains.Servers.RabbitMq;

/// <summary>What a broker says to whom connects, before anything is asked of it.</summary>
internal static class AmqpGreeting
{
    private const int FrameHead = 7;
    private static readonly byte[] _protocol = [(byte)'A', (byte)'M', (byte)'Q', (byte)'P', 0, 0, 9, 1];

    /// <summary>The properties of the server, as they come; its cluster's name among them.</summary>
    public static async Task<string> ReadAsync(int port, ServerCertificate? tls, CancellationToken cancel)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancel);
        Stream stream = tls is null ? client.GetStream() : await tls.EncryptAsync(client.GetStream(), cancel);
        await stream.WriteAsync(_protocol, cancel);
        byte[] head = new byte[FrameHead];
        await stream.ReadExactlyAsync(head, cancel);
        byte[] start = new byte[(head[3] << 24) | (head[4] << 16) | (head[5] << 8) | head[6]];
        await stream.ReadExactlyAsync(start, cancel);
        return Encoding.Latin1.GetString(start);
    }
}
