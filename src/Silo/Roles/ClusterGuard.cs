using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Roles;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Silo.Roles;

/// <summary>
/// Holds this silo's slot map against the recorded one before the silo serves, and records roles and map at the first
/// start of a cluster. A silo with another map does not start.
/// </summary>
internal sealed class ClusterGuard(SlotMap slots, IGrainFactory grains, ConfiguredRoles configured) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(ClusterGuard), ServiceLifecycleStage.Active, StartAsync);

    private async Task StartAsync(CancellationToken cancellation)
    {
        var mine = ClusterRoles.Ranges(slots);
        var recorded = await grains.GetGrain<ISlotMapGrain>(ISlotMapGrain.Key).AdoptAsync(mine, cancellation);
        if (!recorded.Ranges.SequenceEqual(mine))
            throw new InvalidOperationException($"This silo's slot map is {Describe(mine)}, the cluster's is {Describe(recorded.Ranges)}: with another map it would look for rows where nobody writes them. It does not start.");
        await grains.GetGrain<IRolesGrain>(IRolesGrain.Key).AdoptAsync(ClusterRoles.Of(slots, configured.PrimaryOf), cancellation);
    }

    private static string Describe(IEnumerable<SlotRange> ranges) => string.Join(", ", ranges.Select(range => $"{range.FirstSlot}-{range.LastSlot} {range.Cluster} at home in {range.Home}"));
}
