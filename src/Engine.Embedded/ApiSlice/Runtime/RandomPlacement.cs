namespace Orleans.Runtime;

/// <summary>Any silo.</summary>
public sealed class RandomPlacement : PlacementStrategy
{
    internal static readonly RandomPlacement Singleton = new();
}
