using System.Collections.Immutable;

namespace MemberGrains.Interfaces.Members;

/// <summary>
/// What one identity holds: the whole relation of its member and its own status. At rest all identities of a member
/// hold the same, but for <see cref="Status"/> and <see cref="UpdatedAt"/>.
/// </summary>
/// <param name="MemberId">Opaque, never reused.</param>
/// <param name="MemberCreatedAt">UTC, to 100 ns: of two members joined, the one created first keeps its id.</param>
/// <param name="MemberVersion">External version of the member's search document.</param>
/// <param name="Identities">All identities of the member, this one included, sorted by key (ordinal).</param>
/// <param name="FormerMemberIds">Ids joined into this member and not split off since, sorted (ordinal).</param>
/// <param name="Status">Of this identity alone.</param>
/// <param name="UpdatedAt">UTC, whole milliseconds: time of this identity's last committed change.</param>
[GenerateSerializer, Immutable, Alias("mg.identity-state")]
public sealed record IdentityState(
    [property: Id(0)] string MemberId,
    [property: Id(1)] DateTimeOffset MemberCreatedAt,
    [property: Id(2)] long MemberVersion,
    [property: Id(3)] ImmutableArray<BoundIdentity> Identities,
    [property: Id(4)] ImmutableArray<string> FormerMemberIds,
    [property: Id(5)] IdentityStatus Status,
    [property: Id(6)] DateTimeOffset UpdatedAt)
{
    /// <summary>By value: the arrays element by element.</summary>
    public bool Equals(IdentityState? other) =>
        other is not null
        && MemberId == other.MemberId
        && MemberCreatedAt == other.MemberCreatedAt
        && MemberVersion == other.MemberVersion
        && Status == other.Status
        && UpdatedAt == other.UpdatedAt
        && Identities.AsSpan().SequenceEqual(other.Identities.AsSpan())
        && FormerMemberIds.AsSpan().SequenceEqual(other.FormerMemberIds.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MemberId, MemberVersion, UpdatedAt);
}
