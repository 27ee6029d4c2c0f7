namespace MemberGrains.Gateway.Problems;

/// <summary>How much of what a caller sent may come back.</summary>
internal static class Echo
{
    /// <summary>Unicode characters, not UTF-16 units.</summary>
    public const int MaxCharacters = 64;

    /// <summary>The first <see cref="MaxCharacters"/> characters.</summary>
    public static string Cut(string given)
    {
        if (given.Length <= MaxCharacters) return given;
        int length = 0;
        int characters = 0;
        foreach (var rune in given.EnumerateRunes())
        {
            if (++characters > MaxCharacters) break;
            length += rune.Utf16SequenceLength;
        }

        return given[..length];
    }
}
