using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MemberGrains.Servers.Tls;

namespace MemberGrains.Servers.Redis;

/// <summary>As much of the protocol of Redis as it takes to ask a server how it is.</summary>
internal sealed class RespConnection : IDisposable
{
    private readonly TcpClient _client;
    private readonly Stream _stream;

    private RespConnection(TcpClient client, Stream stream) => (_client, _stream) = (client, new BufferedStream(stream));

    public static async Task<RespConnection> OpenAsync(int port, string? password, CancellationToken cancel, ServerCertificate? tls = null)
    {
        var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, cancel);
            var connection = new RespConnection(client, tls is null ? client.GetStream() : await tls.EncryptAsync(client.GetStream(), cancel));
            if (password is not null) await connection.AskAsync(["AUTH", password], cancel);
            return connection;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <returns>The text of the answer; of an answer with many parts, a line each.</returns>
    /// <exception cref="IOException">An error is the answer, or the connection is lost.</exception>
    public async Task<string> AskAsync(IReadOnlyList<string> command, CancellationToken cancel)
    {
        var request = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"*{command.Count}\r\n"));
        foreach (string part in command) request.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(part)}\r\n{part}\r\n");
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(request.ToString()), cancel);
        await _stream.FlushAsync(cancel);
        return await AnswerAsync(cancel);
    }

    public void Dispose() => _client.Dispose();

    private async Task<string> AnswerAsync(CancellationToken cancel)
    {
        string head = Encoding.UTF8.GetString(await LineAsync(cancel));
        string rest = head[1..];
        switch (head[0])
        {
            case '+' or ':':
                return rest;
            case '-':
                throw new IOException(rest);
            case '$':
                int length = int.Parse(rest, CultureInfo.InvariantCulture);
                if (length < 0) return "";
                byte[] text = new byte[length + 2];
                await _stream.ReadExactlyAsync(text, cancel);
                return Encoding.UTF8.GetString(text, 0, length);
            case '*':
                var parts = new List<string>();
                for (int i = int.Parse(rest, CultureInfo.InvariantCulture); i > 0; i--) parts.Add(await AnswerAsync(cancel));
                return string.Join('\n', parts);
            default:
                throw new IOException($"No answer of Redis: {head}");
        }
    }

    private async Task<byte[]> LineAsync(CancellationToken cancel)
    {
        var line = new List<byte>();
        byte[] one = new byte[1];
        while (line.Count < 2 || line[^1] != '\n')
        {
            await _stream.ReadExactlyAsync(one, cancel);
            line.Add(one[0]);
        }

        return [.. line.SkipLast(2)];
    }
}
