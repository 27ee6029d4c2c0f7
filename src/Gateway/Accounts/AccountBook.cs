using System.Buffers.Binary;
using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;

namespace MemberGrains.Gateway.Accounts;

/// <summary>
/// Finds the account of a key. The bucket is chosen by the hash, which nobody can steer, and the hashes of a bucket are
/// compared in constant time.
/// </summary>
internal sealed class AccountBook
{
    private readonly Dictionary<ulong, List<(byte[] Hash, Account Account)>> _byHash = [];
    private readonly TimeProvider _time;
    private readonly bool _takesLaptopKeys;

    /// <param name="accounts">The accounts.</param>
    /// <param name="time">When accounts expire.</param>
    /// <param name="takesLaptopKeys">Whether keys that a laptop made for itself open anything here.</param>
    /// <exception cref="ValidationException">An account is not valid, or two share a name or a key.</exception>
    public AccountBook(IReadOnlyCollection<AccountOptions> accounts, TimeProvider time, bool takesLaptopKeys = false)
    {
        _time = time;
        _takesLaptopKeys = takesLaptopKeys;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var options in accounts)
        {
            Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
            if (!names.Add(options.Name)) throw new ValidationException($"Two accounts are named {options.Name}.");
            byte[] hash = Convert.FromHexString(options.KeySha256);
            if (Find(hash) is { } other) throw new ValidationException($"Accounts {other.Name} and {options.Name} share a key.");
            ulong bucket = BinaryPrimitives.ReadUInt64LittleEndian(hash);
            if (!_byHash.TryGetValue(bucket, out var inBucket)) _byHash.Add(bucket, inBucket = []);
            inBucket.Add((hash, new Account(options, time)));
        }
    }

    /// <summary>The account of a key; null if there is none, or it has expired.</summary>
    public Account? Find(string key)
    {
        if (!_takesLaptopKeys && key.StartsWith(ApiKeyHash.LaptopPrefix, StringComparison.Ordinal)) return null;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (!ApiKeyHash.TryHash(key, hash)) return null;
        var account = Find(hash);
        return account?.Expires <= _time.GetUtcNow() ? null : account;
    }

    private Account? Find(ReadOnlySpan<byte> hash)
    {
        if (!_byHash.TryGetValue(BinaryPrimitives.ReadUInt64LittleEndian(hash), out var inBucket)) return null;
        foreach (var (known, account) in inBucket)
        {
            if (CryptographicOperations.FixedTimeEquals(known, hash)) return account;
        }

        return null;
    }
}
