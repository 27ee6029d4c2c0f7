using System.Collections.Immutable;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Interfaces.History;

/// <summary>
/// One committed change of one identity; the row of its history and the content of its change event. Replaying the
/// entries from empty gives the current row: each <see cref="Before"/> is the entry's before it.
/// </summary>
/// <param name="Version">The version this change gave the identity; contiguous from 1.</param>
/// <param name="At">UTC, whole milliseconds; the same for every identity of the operation.</param>
/// <param name="OperationId">Opaque; names its coordinator's slot and nothing else.</param>
/// <param name="Type">What was done.</param>
/// <param name="Caller">Caller account.</param>
/// <param name="App">Application named by the command; null if it names none.</param>
/// <param name="Reason">Up to 200 characters; null if none was given.</param>
/// <param name="Before">State before; null when this change registered the identity.</param>
/// <param name="After">State after.</param>
/// <param name="Members">Every member id the operation touched and its new state.</param>
/// <param name="TraceParent">W3C trace context of the command; null if none.</param>
[GenerateSerializer, Immutable, Alias("mg.history-entry")]
public sealed record HistoryEntry(
    [property: Id(0)] long Version,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string OperationId,
    [property: Id(3)] ChangeType Type,
    [property: Id(4)] string Caller,
    [property: Id(5)] string? App,
    [property: Id(6)] string? Reason,
    [property: Id(7)] IdentityState? Before,
    [property: Id(8)] IdentityState After,
    [property: Id(9)] ImmutableArray<MemberTouch> Members,
    [property: Id(10)] string? TraceParent)
{
    /// <summary>By value: the array element by element.</summary>
    public bool Equals(HistoryEntry? other) =>
        other is not null
        && Version == other.Version
        && At == other.At
        && OperationId == other.OperationId
        && Type == other.Type
        && Caller == other.Caller
        && App == other.App
        && Reason == other.Reason
        && TraceParent == other.TraceParent
        && Equals(Before, other.Before)
        && After.Equals(other.After)
        && Members.AsSpan().SequenceEqual(other.Members.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Version, At, OperationId);
}
