using System.Collections.Immutable;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Roles;

namespace MemberGrains.Grains.Roles;

/// <summary>The recorded slot map over a grain storage, whose etag keeps two first starts from recording two.</summary>
internal sealed class SlotMapGrain([PersistentState("slots", RoleStorage.Name)] IPersistentState<SlotMapState> stored) : Grain, ISlotMapGrain
{
    private SlotMapItem Map => new(stored.State.Version, [.. stored.State.Ranges]);

    /// <inheritdoc/>
    public Task<SlotMapItem> ReadAsync(CancellationToken cancellation = default) => Task.FromResult(Map);

    /// <inheritdoc/>
    public async Task<SlotMapItem> AdoptAsync(ImmutableArray<SlotRange> configured, CancellationToken cancellation = default)
    {
        if (stored.State.Version > 0) return Map;
        await this.WriteAsync(stored, new SlotMapState { Version = 1, Ranges = [.. configured] });
        return Map;
    }
}
