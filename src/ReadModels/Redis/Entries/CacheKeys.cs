using System.Globalization;
using MemberGrains.Interfaces.Identities;
using StackExchange.Redis;

namespace MemberGrains.ReadModels.Redis.Entries;

/// <summary>
/// The keys of an identity: <c>mg:a:12:{phone:+8613912345678}</c> holds the value in generation 12 of center a, <c>:f</c>
/// after it the floor, <c>:l</c> the fill lease. The braces have Redis hash the identity alone, so that its keys stay
/// together on a cluster of servers; the generation stands before them and needs no clean-up, since every key expires.
/// </summary>
internal sealed class CacheKeys(string prefix, string center)
{
    /// <summary>Value, floor, lease.</summary>
    public const int PerIdentity = 3;

    private readonly string _start = $"{prefix}:{center}:";

    /// <summary>All of an identity.</summary>
    public RedisKey[] Of(IdentityKey identity, long generation)
    {
        var keys = new RedisKey[PerIdentity];
        Write(identity, generation, keys);
        return keys;
    }

    /// <summary>The same, to where they are wanted.</summary>
    public void Write(IdentityKey identity, long generation, Span<RedisKey> keys)
    {
        string value = ValueOf(identity, generation);
        (keys[0], keys[1], keys[2]) = (value, value + ":f", value + ":l");
    }

    /// <summary>The value's alone.</summary>
    public string ValueOf(IdentityKey identity, long generation) =>
        string.Create(CultureInfo.InvariantCulture, $"{_start}{generation}:{{{identity.Text}}}");
}
