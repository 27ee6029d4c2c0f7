namespace MemberGrains.Interfaces.Identities;

/// <summary>How an identity shows in logs, metrics and operator lists: <c>phone:+86139****5678</c>.</summary>
public static class IdentityMask
{
    private const string Stars = "****";

    /// <summary>Of 14 characters or more the first 6 and the last 4 stay; of fewer no more than half, in the same proportion.</summary>
    public static string Mask(IdentityKey key)
    {
        string value = key.Value;
        int shown = value.Length >= 14 ? 10 : value.Length / 2;
        int tail = Math.Min(4, shown * 2 / 5);
        int head = shown - tail;
        return $"{key.Kind}:{value.AsSpan(0, head)}{Stars}{value.AsSpan(value.Length - tail)}";
    }
}
