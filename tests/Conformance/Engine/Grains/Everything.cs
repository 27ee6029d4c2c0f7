using System.Collections.Immutable;

namespace MemberGrains.Conformance.Engine;

[GenerateSerializer]
[Alias("conformance.everything")]
public sealed record Everything(
    [property: Id(0)] string Text,
    [property: Id(1)] int Number,
    [property: Id(2)] long Large,
    [property: Id(3)] decimal Exact,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] TimeSpan For,
    [property: Id(6)] Guid Name,
    [property: Id(7)] DayOfWeek Day,
    [property: Id(8)] string? Nothing,
    [property: Id(9)] ImmutableArray<Point> Points,
    [property: Id(10)] ImmutableDictionary<string, int> Map);
