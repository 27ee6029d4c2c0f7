using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Interfaces.Members;

/// <summary>The version an operation gave an identity: the floor below which no cache may answer.</summary>
[GenerateSerializer, Immutable, Alias("mg.identity-version")]
public readonly record struct IdentityVersion(
    [property: Id(0)] IdentityKey Identity,
    [property: Id(1)] long Version);
