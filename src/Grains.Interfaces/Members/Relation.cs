using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Interfaces.Members;

/// <summary>The answer to "who is this, and what else is theirs?": one identity, its version and its member.</summary>
/// <param name="Identity">The asked identity.</param>
/// <param name="Version">Of the asked identity; 1 when registered, +1 for every committed change.</param>
/// <param name="State">Its member's relation.</param>
[GenerateSerializer, Immutable, Alias("mg.relation")]
public sealed record Relation(
    [property: Id(0)] IdentityKey Identity,
    [property: Id(1)] long Version,
    [property: Id(2)] IdentityState State);
