namespace MemberGrains.Interfaces.History;

/// <summary>A page of an identity's history, newest first.</summary>
/// <param name="Limit">1 to 200 entries.</param>
/// <param name="Before">Only entries with a smaller version; null for the newest.</param>
/// <param name="AsOf">Also answer the relation at that time, that very millisecond included; null for no relation.</param>
[GenerateSerializer, Immutable, Alias("mg.history-query")]
public sealed record HistoryQuery(
    [property: Id(0)] int Limit,
    [property: Id(1)] long? Before = null,
    [property: Id(2)] DateTimeOffset? AsOf = null);
