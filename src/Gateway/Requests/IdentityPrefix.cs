using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Gateway.Requests;

/// <summary>The beginning of an identity, as a search filters on it.</summary>
internal static class IdentityPrefix
{
    private const int Least = 5;
    private const int MostPhone = 16;
    private const int MostCard = 20;

    /// <summary>Whether it could be the beginning of a normal form, with at least 5 characters after the colon.</summary>
    public static bool IsValid(string prefix)
    {
        int colon = prefix.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !IdentityKind.TryGet(prefix[..colon], out var kind) || !kind.PrefixSearchable) return false;
        var value = prefix.AsSpan(colon + 1);
        if (value.Length < Least) return false;
        bool isPhone = kind == IdentityKind.Phone;
        if (isPhone && value[0] != '+') return false;
        var digits = isPhone ? value[1..] : value;
        return value.Length <= (isPhone ? MostPhone : MostCard) && !digits.ContainsAnyExceptInRange('0', '9');
    }
}
