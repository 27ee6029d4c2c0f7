using MemberGrains.Grains.Placement;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Slots;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;

namespace MemberGrains.Silo.Placement;

/// <summary>
/// Places an identity beside its slot's primary, so that its writes and confirmations stay within the center; in the
/// other center while the home one has no silo. (Orleans' own metadata filter compares with the calling silo, and
/// clients have no metadata.) Within the center silos are taken by slot.
/// </summary>
internal sealed class HomeCenterPlacementDirector(SlotMap slots, ISiloMetadataCache metadata) : IPlacementDirector
{
    /// <summary>Key of the silo metadata that names its center.</summary>
    public const string CenterKey = "center";

    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (silos.Length == 0) throw new OrleansException("There is no silo that could hold an identity.");
        var slot = Slot.Of(target.GrainIdentity.Key.ToString()!);
        string home = slots.ClusterOf(slot).HomeCenter;
        var candidates = Array.FindAll(silos, silo => CenterOf(silo) == home);
        if (candidates.Length == 0) candidates = silos;
        Array.Sort(candidates);
        return Task.FromResult(candidates[slot.Number % candidates.Length]);
    }

    private string? CenterOf(SiloAddress silo) => metadata.GetSiloMetadata(silo).Metadata.GetValueOrDefault(CenterKey);
}
