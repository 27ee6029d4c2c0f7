using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.MySql.Text;

/// <summary>
/// SHA-256 of an answer's key: one short column to look up many answers by, where servers differ in how well they find a
/// list of four-part keys by an index.
/// </summary>
internal readonly record struct AnswerDigest(UInt128 High, UInt128 Low)
{
    private const int Size = 32;

    public static AnswerDigest Of(AnswerKey key)
    {
        // A zero byte ends each part: none holds one, so no two keys give the same bytes.
        byte[] parts = Encoding.UTF8.GetBytes($"{key.Slot.Number}\0{key.Scope}\0{key.Caller}\0{key.Key}\0");
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(parts, hash);
        return Read(hash);
    }

    public static AnswerDigest Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));

    public void WriteTo(SqlText sql)
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], Low);
        sql.Bytes(bytes);
    }
}
