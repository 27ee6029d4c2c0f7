namespace MemberGrains.Interfaces.Identities;

/// <summary>6-20 ASCII digits, kept as given: leading zeros belong to the number.</summary>
internal static class ElongCard
{
    public static string? Normalise(string value)
    {
        if (value.Length is < 6 or > 20) return null;
        foreach (char c in value)
        {
            if (!char.IsAsciiDigit(c)) return null;
        }

        return value;
    }
}
