using System.ComponentModel.DataAnnotations;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Grains.Rules;

/// <summary>How many identities a member may have.</summary>
public sealed class BindingLimits
{
    /// <summary>Most identities of one kind a member may have, by the kind's name.</summary>
    /// <value>1-16 each. Default 1 for every kind not listed.</value>
    public Dictionary<string, int> PerKind { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Most identities of all kinds a member may have.</summary>
    /// <value>1-16. Default 16.</value>
    [Range(1, Most)]
    public int Total { get; init; } = Most;

    internal const int Most = 16;

    /// <summary>The limit of a kind.</summary>
    public int Of(string kind) => PerKind.GetValueOrDefault(kind, 1);

    /// <summary>What is wrong with these limits; null if nothing.</summary>
    public string? Problem()
    {
        foreach (var (kind, limit) in PerKind)
        {
            if (!IdentityKind.TryGet(kind, out _)) return $"{nameof(PerKind)} names '{kind}', which is no kind of identity.";
            if (limit is < 1 or > Most) return $"{nameof(PerKind)}.{kind} is {limit}; it must be 1 to {Most}.";
        }

        return Total is < 1 or > Most ? $"{nameof(Total)} is {Total}; it must be 1 to {Most}." : null;
    }
}
