using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Interfaces.Operations;

/// <summary>An operation some of whose rows are prepared, or decided and not yet applied everywhere.</summary>
/// <param name="OperationId">The operation.</param>
/// <param name="Type">Wire name of its change type.</param>
/// <param name="Phase"><c>preparing | decided</c>.</param>
/// <param name="AgeMs">Milliseconds since the first of its rows entered the index.</param>
/// <param name="Coordinator">First-named identity.</param>
/// <param name="Participants">The identities still unfinished.</param>
[GenerateSerializer, Immutable, Alias("mg.pending-operation")]
public sealed record PendingOperation(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string Type,
    [property: Id(2)] string Phase,
    [property: Id(3)] long AgeMs,
    [property: Id(4)] IdentityKey Coordinator,
    [property: Id(5)] ImmutableArray<IdentityKey> Participants);
