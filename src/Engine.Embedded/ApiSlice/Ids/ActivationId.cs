using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>One life of a grain in memory.</summary>
public readonly struct ActivationId(Guid key) : IEquatable<ActivationId>
{
    private readonly Guid _key = key;

    public bool IsDefault => _key == Guid.Empty;

    public bool Equals(ActivationId other) => _key.Equals(other._key);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ActivationId other && Equals(other);

    public override int GetHashCode() => _key.GetHashCode();

    public static bool operator ==(ActivationId left, ActivationId right) => left.Equals(right);

    public static bool operator !=(ActivationId left, ActivationId right) => !left.Equals(right);

    public override string ToString() => $"@{_key:N}";
}
