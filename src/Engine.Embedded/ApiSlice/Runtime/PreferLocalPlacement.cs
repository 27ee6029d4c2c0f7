namespace Orleans.Runtime;

/// <summary>The caller's silo.</summary>
public sealed class PreferLocalPlacement : PlacementStrategy
{
    internal static readonly PreferLocalPlacement Singleton = new();
}
