using MemberGrains.Interfaces.Members;

namespace MemberGrains.ReadModels.Search;

/// <summary>The part of a filter that looks at one identity document.</summary>
internal sealed class RelationFilter(MemberFilter filter)
{
    private readonly bool _needsBinding = filter.App is not null || filter.BoundAfter is not null || filter.BoundBefore is not null;

    /// <summary>What every matching key begins with; empty if any.</summary>
    public string KeyPrefix { get; } = filter.IdentityPrefix ?? (filter.Kind is { } kind ? kind + ":" : "");

    public bool Matches(Relation relation)
    {
        string key = relation.Identity.Text;
        if (filter.Identity is { } identity && identity != relation.Identity) return false;
        if (filter.IdentityPrefix is { } prefix && !key.StartsWith(prefix, StringComparison.Ordinal)) return false;
        if (filter.Kind is { } kind && !IsOfKind(key, kind)) return false;
        if (filter.Status is { } status && relation.State.Status != status) return false;
        return !_needsBinding || Matches(OwnBinding.Of(relation));
    }

    private bool Matches(BoundIdentity own) =>
        (filter.App is null || own.App == filter.App)
        && (filter.BoundAfter is not { } after || own.BoundAt > after)
        && (filter.BoundBefore is not { } before || own.BoundAt < before);

    private static bool IsOfKind(string key, string kind) =>
        key.Length > kind.Length && key[kind.Length] == ':' && key.StartsWith(kind, StringComparison.Ordinal);
}
