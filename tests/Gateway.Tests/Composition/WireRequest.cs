using System.Globalization;
using System.Text;

namespace MemberGrains.Gateway.Tests.Composition;

/// <summary>A request as it goes over the wire, byte for byte: no client library that would repair it.</summary>
/// <param name="Line">Method and target.</param>
public sealed record WireRequest(string Line)
{
    /// <summary>One of <see cref="TestKeys"/>; null for no key.</summary>
    public string? Key { get; init; } = TestKeys.Order;

    /// <summary>Null for no body.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Null for no content type.</summary>
    public string? ContentType { get; init; } = "application/json";

    /// <summary>Sent in chunks, without a length.</summary>
    public bool Chunked { get; init; }

    /// <summary>Further header lines.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    public byte[] ToBytes()
    {
        var head = new StringBuilder().Append(Line).Append(" HTTP/1.1\r\nHost: gateway\r\n");
        if (Key is not null) head.Append("X-Api-Key: ").Append(Key).Append("\r\n");
        foreach (string header in Headers) head.Append(header).Append("\r\n");
        if (Body is not null && ContentType is not null) head.Append("Content-Type: ").Append(ContentType).Append("\r\n");
        if (Body is not null) head.Append(Chunked ? "Transfer-Encoding: chunked\r\n" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n"));
        head.Append("\r\n");
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. BodyBytes()];
    }

    private byte[] BodyBytes()
    {
        if (Body is null) return [];
        if (!Chunked) return Body;
        if (Body.Length == 0) return "0\r\n\r\n"u8.ToArray();
        var size = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Body.Length:x}\r\n"));
        return [.. size, .. Body, .. "\r\n0\r\n\r\n"u8];
    }
}
