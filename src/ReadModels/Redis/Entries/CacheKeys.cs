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
    private readonly string _start = $"{prefix}:{center}:";

    /// <summary>Value, floor, lease.</summary>
    public RedisKey[] Of(IdentityKey identity, long generation)
    {
        string value = ValueOf(identity, generation);
        return [value, value + ":f", value + ":l"];
    }

    /// <summary>The value's alone.</summary>
    public string ValueOf(IdentityKey identity, long generation) =>
        string.Create(CultureInfo.InvariantCulture, $"{_start}{generation}:{{{identity.Text}}}");
}
