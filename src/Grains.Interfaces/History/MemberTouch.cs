using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Interfaces.History;

/// <summary>
/// What an operation made of one member id. Exactly one of three: living (<see cref="Identities"/> not empty), former
/// (<see cref="JoinedInto"/> set), or ended (neither). The member's search document is this, with
/// <see cref="MemberVersion"/> as its external version.
/// </summary>
/// <param name="MemberId">The member id.</param>
/// <param name="MemberVersion">1 + the greatest among the members the operation touched.</param>
/// <param name="Identities">Its identities, sorted by key (ordinal); empty unless living.</param>
/// <param name="JoinedInto">The member id it was joined into; null unless former.</param>
[GenerateSerializer, Immutable, Alias("mg.member-touch")]
public sealed record MemberTouch(
    [property: Id(0)] string MemberId,
    [property: Id(1)] long MemberVersion,
    [property: Id(2)] ImmutableArray<IdentityKey> Identities,
    [property: Id(3)] string? JoinedInto)
{
    /// <summary>By value: the array element by element.</summary>
    public bool Equals(MemberTouch? other) =>
        other is not null
        && MemberId == other.MemberId
        && MemberVersion == other.MemberVersion
        && JoinedInto == other.JoinedInto
        && Identities.AsSpan().SequenceEqual(other.Identities.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MemberId, MemberVersion, JoinedInto);
}
