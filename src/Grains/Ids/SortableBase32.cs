namespace MemberGrains.Grains.Ids;

/// <summary>Crockford's alphabet in lower case: ascending in ASCII, so text order is value order.</summary>
internal static class SortableBase32
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int BitsPerCharacter = 5;

    /// <summary>Writes the number, most significant character first, over the whole span.</summary>
    public static void WriteNumber(Span<char> target, ulong number)
    {
        for (int i = target.Length - 1; i >= 0; i--, number >>= BitsPerCharacter) target[i] = Alphabet[(int)(number & 31)];
    }

    /// <summary>Fills the span from random bytes, one byte a character.</summary>
    public static void WriteRandom(Span<char> target, RandomBytes random)
    {
        Span<byte> bytes = stackalloc byte[target.Length];
        random(bytes);
        for (int i = 0; i < target.Length; i++) target[i] = Alphabet[bytes[i] & 31];
    }
}
