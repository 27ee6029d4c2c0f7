namespace Orleans.Runtime;

/// <summary>Says how the silo of a new activation is chosen. Derive from it, give it a director, and name it on grain classes with an attribute.</summary>
public abstract class PlacementStrategy;
