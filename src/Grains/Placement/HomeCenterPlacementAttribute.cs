using Orleans.Placement;

namespace MemberGrains.Grains.Placement;

/// <summary>Activates an identity's grain in the home center of its slot's primary.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HomeCenterPlacementAttribute() : PlacementAttribute(new HomeCenterPlacement());
