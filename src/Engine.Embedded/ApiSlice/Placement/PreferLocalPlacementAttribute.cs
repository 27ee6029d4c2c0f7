using Orleans.Runtime;

namespace Orleans.Placement;

/// <inheritdoc cref="PreferLocalPlacement"/>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class PreferLocalPlacementAttribute() : PlacementAttribute(PreferLocalPlacement.Singleton);
