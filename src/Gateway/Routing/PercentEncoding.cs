using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace MemberGrains.Gateway.Routing;

/// <summary>Percent-decoding, once, and only of what is well-formed: RFC 3986, UTF-8; a plus is a plus.</summary>
internal static class PercentEncoding
{
    /// <summary>The text; null if an escape is malformed, or the bytes are not UTF-8.</summary>
    public static string? Decode(ReadOnlySpan<char> raw)
    {
        if (!raw.Contains('%')) return raw.ToString();
        byte[] rented = ArrayPool<byte>.Shared.Rent(raw.Length);
        try
        {
            int length = DecodeBytes(raw, rented);
            if (length < 0) return null;
            var bytes = rented.AsSpan(0, length);
            return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static int DecodeBytes(ReadOnlySpan<char> raw, Span<byte> bytes)
    {
        int length = 0;
        for (int i = 0; i < raw.Length; i++)
        {
            byte value = (byte)raw[i];
            if (raw[i] >= 0x80) return -1;
            if (raw[i] == '%')
            {
                if (i + 2 >= raw.Length || !byte.TryParse(raw.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)) return -1;
                i += 2;
            }

            bytes[length++] = value;
        }

        return length;
    }
}
