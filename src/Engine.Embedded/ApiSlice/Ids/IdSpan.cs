using System.Diagnostics.CodeAnalysis;
using MemberGrains.Engine.Embedded.Runtime;

namespace Orleans.Runtime;

/// <summary>The text of a key or a type, with its hash. The hash is pinned, so that no order depends on the process.</summary>
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>
{
    private readonly string? _text;
    private readonly int _hash;

    private IdSpan(string text)
    {
        _text = text;
        _hash = PinnedHash.Of(text);
    }

    public bool IsDefault => _text is null;

    public static IdSpan Create(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new IdSpan(id);
    }

    public bool Equals(IdSpan obj) => _hash == obj._hash && string.Equals(_text, obj._text, StringComparison.Ordinal);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is IdSpan other && Equals(other);

    public override int GetHashCode() => _hash;

    public int CompareTo(IdSpan other) => string.CompareOrdinal(_text, other._text);

    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);

    public override string? ToString() => _text;
}
