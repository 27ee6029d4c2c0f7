namespace Orleans.Runtime.Placement;

/// <summary>What a placement director may know.</summary>
public interface IPlacementContext
{
    /// <summary>The silo that decides: the caller's, or a client's gateway.</summary>
    SiloAddress LocalSilo { get; }

    SiloStatus LocalSiloStatus { get; }

    /// <summary>The silos that can hold the grain, in the order of their addresses.</summary>
    SiloAddress[] GetCompatibleSilos(PlacementTarget target);
}
