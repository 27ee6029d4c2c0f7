namespace MemberGrains.Interfaces.Identities;

/// <summary><c>[A-Za-z0-9_-]{6,64}</c>, kept as given: WeChat's ids are case-sensitive.</summary>
internal static class UnionId
{
    public static string? Normalise(string value)
    {
        if (value.Length is < 6 or > 64) return null;
        foreach (char c in value)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-')) return null;
        }

        return value;
    }
}
