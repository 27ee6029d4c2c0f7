namespace MemberGrains.Grains.Placement;

/// <summary>In the home center of the slot's primary; the director is the silo's.</summary>
[GenerateSerializer, Immutable, Alias("mg.home-center-placement")]
public sealed class HomeCenterPlacement : PlacementStrategy;
