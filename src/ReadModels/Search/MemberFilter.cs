using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.ReadModels.Search;

/// <summary>All that are set must match. With <see cref="Identity"/> or <see cref="MemberId"/> the query is routed, else a scan.</summary>
public sealed record MemberFilter
{
    /// <summary>One identity.</summary>
    public IdentityKey? Identity { get; init; }

    /// <summary>Current or former member id: one item per identity of the member.</summary>
    public string? MemberId { get; init; }

    /// <summary>Name of a kind.</summary>
    public string? Kind { get; init; }

    /// <summary>Application of the identity's own binding.</summary>
    public string? App { get; init; }

    /// <summary>Status of the identity.</summary>
    public IdentityStatus? Status { get; init; }

    /// <summary>The identity's own binding is later than this.</summary>
    public DateTimeOffset? BoundAfter { get; init; }

    /// <summary>The identity's own binding is earlier than this.</summary>
    public DateTimeOffset? BoundBefore { get; init; }

    /// <summary><c>kind:</c> and at least 5 characters of the normal form.</summary>
    public string? IdentityPrefix { get; init; }

    /// <summary>Whether the query can be routed.</summary>
    public bool IsRouted => Identity is not null || MemberId is not null;
}
