namespace MemberGrains.Conformance.Engine;

[GenerateSerializer]
[Alias("conformance.point")]
public readonly record struct Point([property: Id(0)] int X, [property: Id(1)] int Y);
