using System.Text;

namespace MemberGrains.Bench.Http;

/// <summary>A GET as it goes over the wire, made once.</summary>
internal static class RequestBytes
{
    public static byte[] Get(Uri address, string key) => Encoding.ASCII.GetBytes(
        $"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nX-Api-Key: {key}\r\n\r\n");
}
