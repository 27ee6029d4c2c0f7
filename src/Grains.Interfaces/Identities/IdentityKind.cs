using System.Diagnostics.CodeAnalysis;

namespace MemberGrains.Interfaces.Identities;

/// <summary>
/// A kind of identity and its rule of normalisation. To add one: write its rule beside the others in this folder,
/// add an entry to <see cref="All"/>, and give it a limit in the binding limits if it is not 1.
/// </summary>
public sealed class IdentityKind
{
    private readonly Func<string, string?> _normalise;

    private IdentityKind(string name, Func<string, string?> normalise, bool prefixSearchable) =>
        (Name, _normalise, PrefixSearchable) = (name, normalise, prefixSearchable);

    /// <summary>Phone number, E.164.</summary>
    public static IdentityKind Phone { get; } = new("phone", PhoneNumber.Normalise, prefixSearchable: true);

    /// <summary>WeChat union id, case-sensitive.</summary>
    public static IdentityKind UnionId { get; } = new("unionid", Interfaces.Identities.UnionId.Normalise, prefixSearchable: false);

    /// <summary>eLong card number.</summary>
    public static IdentityKind Elong { get; } = new("elong", ElongCard.Normalise, prefixSearchable: true);

    /// <summary>Every kind the platform knows.</summary>
    public static IReadOnlyList<IdentityKind> All { get; } = [Phone, UnionId, Elong];

    /// <summary>The name in keys, lower case.</summary>
    public string Name { get; }

    /// <summary>Whether a search may filter on the beginning of its values.</summary>
    public bool PrefixSearchable { get; }

    /// <summary>The normal form of <paramref name="value"/>, or null if it is not of this kind.</summary>
    public string? Normalise(string value) => _normalise(value);

    /// <summary>The kind of that name; names are case-sensitive.</summary>
    public static bool TryGet(string name, [NotNullWhen(true)] out IdentityKind? kind)
    {
        kind = name switch
        {
            "phone" => Phone,
            "unionid" => UnionId,
            "elong" => Elong,
            _ => null,
        };
        return kind is not null;
    }
}
