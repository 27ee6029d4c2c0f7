using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MemberGrains.ReadModels.Cache;

namespace MemberGrains.ReadModels.Redis.Entries;

/// <summary>
/// A value as Redis holds it: <c>1</c> (the form), version and time in big-endian 64 bits each, then the relation's JSON
/// as it is sent. The scripts read the version where it stands.
/// </summary>
internal static class EntryBytes
{
    private const byte Form = (byte)'1';
    private const byte NoValue = (byte)'?';
    private const int Head = 1 + sizeof(long) + sizeof(long);

    public static byte[] Write(CacheEntry entry)
    {
        byte[] bytes = new byte[Head + entry.RelationJson.Length];
        bytes[0] = Form;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), entry.Version);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1 + sizeof(long)), entry.NewestAt.UtcTicks);
        entry.RelationJson.CopyTo(bytes, Head);
        return bytes;
    }

    /// <exception cref="FormatException">Somebody else writes these keys.</exception>
    public static CacheEntry Read(byte[] bytes)
    {
        if (bytes.Length < Head || bytes[0] != Form) throw new FormatException("A value in the cache has an unknown form.");
        return new CacheEntry(
            BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(1)),
            ImmutableCollectionsMarshal.AsImmutableArray(bytes[Head..]),
            new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(1 + sizeof(long))), TimeSpan.Zero));
    }

    /// <summary>What the read script answers: a value, or <c>?floor lease</c>.</summary>
    /// <exception cref="FormatException">Somebody else writes these keys.</exception>
    public static CacheRead ReadReply(byte[] reply, DateTimeOffset notBefore)
    {
        if (reply.Length == 0 || reply[0] != NoValue) return new CacheRead.Hit(Read(reply));
        var text = reply.AsSpan(1);
        int space = text.IndexOf((byte)' ');
        if (space < 0
            || !System.Buffers.Text.Utf8Parser.TryParse(text[..space], out long floor, out int floorLength) || floorLength != space
            || !System.Buffers.Text.Utf8Parser.TryParse(text[(space + 1)..], out long lease, out int leaseLength) || leaseLength != text.Length - space - 1)
            throw new FormatException("A floor or lease in the cache is no number.");
        return new CacheRead.Miss(floor, lease) { NotBefore = notBefore };
    }
}
