namespace MemberGrains.Conformance.Engine;

[GenerateSerializer]
[Alias("conformance.refused")]
public sealed record Refused([property: Id(0)] string Why) : Answer;
