using System.Collections.Immutable;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Interfaces.History;

/// <summary>A page of an identity's history.</summary>
/// <param name="Known">False if the identity is not registered; everything else is then empty.</param>
/// <param name="Entries">Newest first.</param>
/// <param name="Next">Pass as <see cref="HistoryQuery.Before"/> for the next page; null after the last.</param>
/// <param name="RelationAsOf">The relation at the asked time; null before registration or if no time was asked.</param>
[GenerateSerializer, Immutable, Alias("mg.history-reply")]
public sealed record HistoryReply(
    [property: Id(0)] bool Known,
    [property: Id(1)] ImmutableArray<HistoryEntry> Entries,
    [property: Id(2)] long? Next,
    [property: Id(3)] Relation? RelationAsOf);
