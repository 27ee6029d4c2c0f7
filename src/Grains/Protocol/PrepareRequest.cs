using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Grains.Protocol;

/// <summary>Asks a participant to hold itself ready for an operation.</summary>
/// <param name="OperationId">The operation; each attempt of a command has its own.</param>
/// <param name="Coordinator">The identity whose row write decides.</param>
/// <param name="CoordinatorRevision">The one revision of the coordinator's row on which the operation can be decided.</param>
/// <param name="Entry">What the participant will write; stands on the version before <c>Entry.Version</c>.</param>
[GenerateSerializer, Immutable, Alias("mg.prepare-request")]
public sealed record PrepareRequest(
    [property: Id(0)] string OperationId,
    [property: Id(1)] IdentityKey Coordinator,
    [property: Id(2)] long CoordinatorRevision,
    [property: Id(3)] HistoryEntry Entry);
