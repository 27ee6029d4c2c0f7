using Orleans.Placement;

namespace MemberGrains.Conformance.Engine;

[AttributeUsage(AttributeTargets.Class)]
public sealed class CenterPlacementAttribute() : PlacementAttribute(new CenterPlacement());
