using System.Collections.Immutable;

namespace MemberGrains.Interfaces.Operations;

/// <summary>One operation as operators see it.</summary>
/// <param name="OperationId">The operation.</param>
/// <param name="Type">Wire name of its change type.</param>
/// <param name="Phase"><c>preparing | decided | finished</c>.</param>
/// <param name="At">Its one time, UTC, whole milliseconds.</param>
/// <param name="Caller">Caller account.</param>
/// <param name="App">Application named by the command; null if it names none.</param>
/// <param name="Reason">Up to 200 characters; null if none was given.</param>
/// <param name="Participants">Every identity it changes, the coordinator included, in key order; while it is being prepared, those that are.</param>
[GenerateSerializer, Immutable, Alias("mg.operation-item")]
public sealed record OperationItem(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string Type,
    [property: Id(2)] string Phase,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string Caller,
    [property: Id(5)] string? App,
    [property: Id(6)] string? Reason,
    [property: Id(7)] ImmutableArray<OperationParticipant> Participants);
