using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace MemberGrains.Gateway.Tests.Composition;

/// <summary>Speaks HTTP/1.1 over a socket: one request a connection.</summary>
public sealed class Wire(Uri address)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public Task<WireAnswer> SendAsync(WireRequest request) => SendAsync(request.ToBytes(), HttpMethods.IsHead(request.Line.Split(' ')[0]));

    /// <param name="request">Whatever these bytes are.</param>
    /// <param name="head">The answer has no body, whatever length it declares.</param>
    public async Task<WireAnswer> SendAsync(byte[] request, bool head = false)
    {
        using var timeout = new CancellationTokenSource(Longest);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, timeout.Token);
        await using var stream = client.GetStream();
        await stream.WriteAsync(request, timeout.Token);
        return await ReadAsync(stream, head, timeout.Token);
    }

    /// <summary>Everything that comes back until the other side closes.</summary>
    public async Task<string> ExchangeAsync(byte[] request)
    {
        using var timeout = new CancellationTokenSource(Longest);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, timeout.Token);
        await using var stream = client.GetStream();
        await stream.WriteAsync(request, timeout.Token);
        using var received = new MemoryStream();
        await stream.CopyToAsync(received, timeout.Token);
        return Encoding.UTF8.GetString(received.ToArray());
    }

    private static async Task<WireAnswer> ReadAsync(NetworkStream stream, bool head, CancellationToken cancellation)
    {
        var received = new List<byte>();
        byte[] buffer = new byte[16_384];
        int headEnd = -1;
        int length = 0;
        List<KeyValuePair<string, string>> headers = [];
        int status = 0;
        while (headEnd < 0 || received.Count < headEnd + length)
        {
            int read = await stream.ReadAsync(buffer, cancellation);
            if (read == 0) break;
            received.AddRange(buffer.AsSpan(0, read));
            if (headEnd >= 0) continue;
            string text = Encoding.Latin1.GetString([.. received]);
            int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0) continue;
            headEnd = end + 4;
            string[] lines = text[..end].Split("\r\n");
            status = int.Parse(lines[0].Split(' ')[1], NumberStyles.None, CultureInfo.InvariantCulture);
            headers = [.. lines.Skip(1).Select(line => line.Split(": ", 2)).Select(parts => new KeyValuePair<string, string>(parts[0], parts.Length > 1 ? parts[1] : ""))];
            string? declared = headers.FirstOrDefault(header => header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).Value;
            length = head || declared is null ? 0 : int.Parse(declared, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return new WireAnswer(status, headers, headEnd < 0 ? [] : [.. received.Skip(headEnd)]);
    }
}
