namespace MemberGrains.Interfaces.Identities;

/// <summary>Turns what callers write into normal form, or says why it is not an identity.</summary>
public sealed class IdentityParser(BlockedValues blocked)
{
    /// <summary>With the default list of blocked values.</summary>
    public static IdentityParser Default { get; } = new(BlockedValues.Default);

    /// <summary>Parses <c>kind:value</c>.</summary>
    public IdentityProblem Parse(string text, out IdentityKey key)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0) return Parse(text[..colon], text[(colon + 1)..], out key);
        key = default;
        return IdentityProblem.Invalid;
    }

    /// <summary>Parses a kind and a value. Blocked values are looked up before validity.</summary>
    public IdentityProblem Parse(string kind, string value, out IdentityKey key)
    {
        key = default;
        if (!IdentityKind.TryGet(kind, out var known)) return IdentityProblem.Invalid;
        string? normal = known.Normalise(value);
        if (blocked.Contains(known, value, normal)) return IdentityProblem.Blocked;
        if (normal is null) return IdentityProblem.Invalid;
        key = new IdentityKey($"{known.Name}:{normal}");
        return IdentityProblem.None;
    }
}
