using System.Text;

namespace MemberGrains.Bench.Http;

/// <summary>A request as it goes over the wire.</summary>
internal static class RequestBytes
{
    public static byte[] Get(Uri address, string key) => Encoding.ASCII.GetBytes($"{Head("GET", address, key)}\r\n");

    /// <param name="method">PUT or POST.</param>
    /// <param name="address">Gateway and path.</param>
    /// <param name="key">The caller's.</param>
    /// <param name="body">JSON in ASCII.</param>
    /// <param name="idempotencyKey">Null for none.</param>
    public static byte[] Json(string method, Uri address, string key, string body, string? idempotencyKey = null) => Encoding.ASCII.GetBytes(
        $"{Head(method, address, key)}{(idempotencyKey is null ? "" : $"Idempotency-Key: {idempotencyKey}\r\n")}Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    private static string Head(string method, Uri address, string key) => $"{method} {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nX-Api-Key: {key}\r\n";
}
