namespace MemberGrains.Conformance.Engine;

[GenerateSerializer]
[Alias("conformance.center-placement")]
public sealed class CenterPlacement : PlacementStrategy;
