using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;

namespace MemberGrains.Conformance.Engine;

/// <summary>Places "a/..." in the silos of center a, and so on.</summary>
public sealed class CenterPlacementDirector(ISiloMetadataCache metadata) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var center = target.GrainIdentity.Key.ToString()![..1];
        var silos = context.GetCompatibleSilos(target);
        return Task.FromResult(silos.FirstOrDefault(s => metadata.GetSiloMetadata(s).Metadata.GetValueOrDefault("center") == center) ?? silos[0]);
    }
}
