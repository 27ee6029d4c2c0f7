using System.Globalization;
using System.Text;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Interfaces.Slots;

/// <summary>
/// One of the 1,024 logical shards. An identity's slot is fixed for ever: FNV-1a (64 bit) of the key's UTF-8 bytes,
/// mixed by MurmurHash3's fmix64, modulo 1,024. A golden file pins it.
/// </summary>
/// <param name="Number">0 to 1,023.</param>
[GenerateSerializer, Immutable, Alias("mg.slot")]
public readonly record struct Slot([property: Id(0)] short Number) : IComparable<Slot>
{
    /// <summary>How many there are.</summary>
    public const int Count = 1024;

    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;
    private const int MaxKeyBytes = 512;

    /// <summary>The slot of an identity.</summary>
    public static Slot Of(IdentityKey key) => Of(key.Text);

    /// <summary>The slot of a key's text.</summary>
    public static Slot Of(string key)
    {
        Span<byte> bytes = stackalloc byte[MaxKeyBytes];
        int length = Encoding.UTF8.GetBytes(key, bytes);
        ulong hash = FnvOffset;
        foreach (byte b in bytes[..length]) hash = (hash ^ b) * FnvPrime;
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        hash ^= hash >> 33;
        return new Slot((short)(hash % Count));
    }

    /// <summary>Ascending by number.</summary>
    public int CompareTo(Slot other) => Number.CompareTo(other.Number);

    /// <summary>Four digits, as in table names.</summary>
    public override string ToString() => Number.ToString("D4", CultureInfo.InvariantCulture);

    public static bool operator <(Slot left, Slot right) => left.Number < right.Number;
    public static bool operator >(Slot left, Slot right) => left.Number > right.Number;
    public static bool operator <=(Slot left, Slot right) => left.Number <= right.Number;
    public static bool operator >=(Slot left, Slot right) => left.Number >= right.Number;
}
