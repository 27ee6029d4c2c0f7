using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace MemberGrains.Gateway.Accounts;

/// <summary>
/// Keys are 160 random bits and more, so one SHA-256 without salt is enough: there is no dictionary to try. It is also
/// cheap enough to be done for every request.
/// </summary>
public static class ApiKeyHash
{
    /// <summary>Longer keys are not looked at.</summary>
    public const int MaxKeyLength = 256;

    /// <summary>
    /// How keys begin that a laptop made for itself. They lie in a file of its data directory, so no gateway in
    /// production takes one, even if somebody has put its hash into the accounts.
    /// </summary>
    public const string LaptopPrefix = "laptop-";

    /// <summary>As <see cref="AccountOptions.KeySha256"/> wants it: lower-case hex.</summary>
    public static string Hex(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        return TryHash(key, hash)
            ? Convert.ToHexStringLower(hash)
            : throw new ArgumentException($"A key has 1-{MaxKeyLength} characters.", nameof(key));
    }

    internal static bool TryHash(string key, Span<byte> hash)
    {
        if (key.Length is 0 or > MaxKeyLength) return false;
        Span<byte> bytes = stackalloc byte[MaxKeyLength * 3];
        int length = Encoding.UTF8.GetBytes(key, bytes);
        SHA256.HashData(bytes[..length], hash);
        return true;
    }
}
