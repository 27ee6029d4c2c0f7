using System.Collections.Immutable;

namespace MemberGrains.Interfaces.Operations;

/// <summary>What one process knows of a read model that it feeds.</summary>
/// <param name="Name"><c>redis</c>, <c>search-primary</c>, <c>search-backup</c>, <c>search-marketing</c>.</param>
/// <param name="Filled">It holds what was committed before it began to follow the stream.</param>
/// <param name="Failing">It could not be written when last tried.</param>
/// <param name="WaitingEvents">Events published and not applied.</param>
/// <param name="Applied">How far it is in each physical cluster that this process feeds it from.</param>
[GenerateSerializer, Immutable, Alias("mg.read-model-report")]
public sealed record ReadModelReport(
    [property: Id(0)] string Name,
    [property: Id(1)] bool Filled,
    [property: Id(2)] bool Failing,
    [property: Id(3)] long WaitingEvents,
    [property: Id(4)] ImmutableArray<AppliedThrough> Applied);
