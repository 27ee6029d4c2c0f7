using Orleans.Runtime;

namespace Orleans.Placement;

/// <inheritdoc cref="RandomPlacement"/>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class RandomPlacementAttribute() : PlacementAttribute(RandomPlacement.Singleton);
