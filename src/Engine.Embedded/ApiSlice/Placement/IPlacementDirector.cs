namespace Orleans.Runtime.Placement;

/// <summary>Chooses the silo of a new activation.</summary>
public interface IPlacementDirector
{
    Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context);
}
