namespace MemberGrains.Interfaces.Identities;

/// <summary>
/// One identity in normal form, written <c>kind:value</c>; also the key of its grain. Make one with
/// <see cref="IdentityParser"/>: the constructor trusts its text.
/// </summary>
/// <param name="Text">The normal form, for example <c>phone:+8613912345678</c>.</param>
[GenerateSerializer, Immutable, Alias("mg.identity-key")]
public readonly record struct IdentityKey([property: Id(0)] string Text) : IComparable<IdentityKey>
{
    /// <summary>The kind's name, lower case.</summary>
    public string Kind => Text[..Text.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>The value in normal form.</summary>
    public string Value => Text[(Text.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <summary>Ordinal: the order in which a relation lists its identities.</summary>
    public int CompareTo(IdentityKey other) => string.CompareOrdinal(Text, other.Text);

    /// <inheritdoc/>
    public override string ToString() => Text;

    public static bool operator <(IdentityKey left, IdentityKey right) => left.CompareTo(right) < 0;
    public static bool operator >(IdentityKey left, IdentityKey right) => left.CompareTo(right) > 0;
    public static bool operator <=(IdentityKey left, IdentityKey right) => left.CompareTo(right) <= 0;
    public static bool operator >=(IdentityKey left, IdentityKey right) => left.CompareTo(right) >= 0;
}
