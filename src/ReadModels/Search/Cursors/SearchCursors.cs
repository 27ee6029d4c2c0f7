using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.ReadModels.Search.Cursors;

/// <summary>
/// The opaque form of a page's last position: base64url of seal (16 bytes), number of sort values (1), sort values (8
/// each), identity (UTF-8). The seal covers the query's filter and sort too, so a cursor serves only the query it came from.
/// </summary>
public sealed class SearchCursors(CursorOptions options)
{
    private const int SealLength = 16;
    private const int MostLength = 512;

    private readonly byte[] _key = SHA256.HashData(Encoding.UTF8.GetBytes(options.SealKey));

    /// <summary>The cursor of the page that ends at <paramref name="last"/>.</summary>
    public string Write(MemberQuery query, ScanPosition last)
    {
        byte[] identity = Encoding.UTF8.GetBytes(last.Identity);
        byte[] bytes = new byte[SealLength + 1 + (8 * last.Values.Length) + identity.Length];
        bytes[SealLength] = (byte)last.Values.Length;
        for (int i = 0; i < last.Values.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(SealLength + 1 + (8 * i)), last.Values[i]);
        identity.CopyTo(bytes.AsSpan(bytes.Length - identity.Length));
        Seal(query, bytes.AsSpan(SealLength)).CopyTo(bytes.AsSpan());
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The position a cursor stands for.</summary>
    /// <exception cref="InvalidCursorException">It was not given for this query.</exception>
    public ScanPosition Read(string cursor, MemberQuery query)
    {
        byte[] bytes = Decode(cursor);
        if (bytes.Length <= SealLength || !CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, SealLength), Seal(query, bytes.AsSpan(SealLength))))
            throw NotOfThisQuery();
        // Sealed by us: its shape is as written.
        int count = bytes[SealLength];
        var values = ImmutableArray.CreateBuilder<long>(count);
        for (int i = 0; i < count; i++) values.Add(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(SealLength + 1 + (8 * i))));
        return new ScanPosition(values.MoveToImmutable(), Encoding.UTF8.GetString(bytes.AsSpan(SealLength + 1 + (8 * count))));
    }

    private static byte[] Decode(string cursor)
    {
        if (cursor.Length > MostLength || !Base64Url.IsValid(cursor)) throw NotOfThisQuery();
        return Base64Url.DecodeFromChars(cursor);
    }

    private ReadOnlySpan<byte> Seal(MemberQuery query, ReadOnlySpan<byte> content)
    {
        using var seal = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        seal.AppendData(Encoding.UTF8.GetBytes(Describe(query)));
        seal.AppendData(content);
        return seal.GetHashAndReset().AsSpan(0, SealLength);
    }

    /// <summary>Filter and sort in one unambiguous text; the limit may change from page to page.</summary>
    private static string Describe(MemberQuery query)
    {
        var filter = query.Filter;
        string?[] parts =
        [
            filter.Identity?.Text, filter.MemberId, filter.Kind, filter.App, filter.Status?.ToString(),
            Ticks(filter.BoundAfter), Ticks(filter.BoundBefore), filter.IdentityPrefix,
            .. (query.Sort.IsDefault ? [] : query.Sort).Select(sort => $"{sort.Field}{(sort.Descending ? '-' : '+')}"),
        ];
        return string.Concat(parts.Select(part => part is null ? "~|" : $"{part.Length}:{part}|"));
    }

    private static string? Ticks(DateTimeOffset? time) => time?.UtcTicks.ToString(CultureInfo.InvariantCulture);

    private static InvalidCursorException NotOfThisQuery() => new("The cursor is not one that this query gave.");
}
