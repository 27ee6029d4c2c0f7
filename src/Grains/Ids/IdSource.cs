using System.Collections.Immutable;
using System.Globalization;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Grains.Ids;

/// <summary>Makes member ids and operation ids. Neither shows an identity, and neither is ever made twice.</summary>
public sealed class IdSource(RandomBytes random)
{
    private const int TimeCharacters = 13;
    private const int MemberCharacters = 26;
    private const int OperationCharacters = 24;

    /// <summary>
    /// Member ids of one operation, ascending: <c>m</c>, the time to 100 ns, then randomness. Ids sort by creation, so a tie
    /// between members created by the same operation is decided by the order its identities were named in.
    /// </summary>
    public ImmutableArray<string> NewMembers(DateTimeOffset createdAt, int count)
    {
        string[] ids = new string[count];
        for (int i = 0; i < count; i++) ids[i] = NewMember(createdAt);
        Array.Sort(ids, StringComparer.Ordinal);
        return [.. ids];
    }

    /// <summary>An operation id: <c>op_</c>, its coordinator's slot in three hex digits, and randomness.</summary>
    public string NewOperation(Slot slot)
    {
        Span<char> text = stackalloc char[OperationCharacters];
        SortableBase32.WriteRandom(text, random);
        return string.Create(CultureInfo.InvariantCulture, $"op_{slot.Number:x3}_{text}");
    }

    private string NewMember(DateTimeOffset createdAt)
    {
        Span<char> text = stackalloc char[1 + MemberCharacters];
        text[0] = 'm';
        SortableBase32.WriteNumber(text[1..(1 + TimeCharacters)], (ulong)createdAt.UtcTicks);
        SortableBase32.WriteRandom(text[(1 + TimeCharacters)..], random);
        return new string(text);
    }
}
