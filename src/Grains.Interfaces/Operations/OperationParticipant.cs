using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Interfaces.Operations;

/// <summary>What an operation makes of one identity.</summary>
/// <param name="Identity">The identity.</param>
/// <param name="Version">The version the operation gives it.</param>
/// <param name="Before">State before; null when the operation registers it.</param>
/// <param name="After">State after.</param>
[GenerateSerializer, Immutable, Alias("mg.operation-participant")]
public sealed record OperationParticipant(
    [property: Id(0)] IdentityKey Identity,
    [property: Id(1)] long Version,
    [property: Id(2)] IdentityState? Before,
    [property: Id(3)] IdentityState After);
