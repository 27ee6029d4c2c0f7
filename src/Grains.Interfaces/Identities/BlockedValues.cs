namespace MemberGrains.Interfaces.Identities;

/// <summary>
/// Values that sloppy callers send for "nobody". A value blocked in any kind is compared as given and in any case;
/// a value blocked in one kind is compared in normal form too.
/// </summary>
public sealed class BlockedValues
{
    private readonly HashSet<string> _anyKind;
    private readonly HashSet<string> _keys;

    /// <param name="anyKind">Blocked whatever the kind, in any case.</param>
    /// <param name="keys">Blocked identities in normal form, <c>kind:value</c>.</param>
    public BlockedValues(IEnumerable<string> anyKind, IEnumerable<string> keys)
    {
        _anyKind = new HashSet<string>(anyKind, StringComparer.OrdinalIgnoreCase);
        _keys = new HashSet<string>(keys, StringComparer.Ordinal);
    }

    /// <summary>The list of http-api.md.</summary>
    public static BlockedValues Default { get; } = new(
        ["null", "undefined", "none", "nil", "nan", "anonymous", "unknown", "guest", "test", "n/a", "true", "false", "0", "-1"],
        ["phone:+8613800000000", "phone:+8613800138000", "phone:+8613000000000"]);

    /// <summary>Whether the value as written is blocked, and for a value with a normal form, whether that is.</summary>
    public bool Contains(IdentityKind kind, string written, string? normalForm) =>
        _anyKind.Contains(written)
        || (normalForm is not null && _keys.Contains($"{kind.Name}:{normalForm}"))
        || (kind == IdentityKind.Elong && IsAllZeros(written));

    private static bool IsAllZeros(string value) => value.Length > 0 && value.AsSpan().TrimStart('0').IsEmpty;
}
