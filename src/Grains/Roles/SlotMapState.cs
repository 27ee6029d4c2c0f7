using MemberGrains.Interfaces.Roles;

namespace MemberGrains.Grains.Roles;

/// <summary>What the slot map grain keeps.</summary>
[GenerateSerializer, Alias("mg.slot-map-state")]
internal sealed class SlotMapState
{
    /// <summary>0: nothing is recorded.</summary>
    [Id(0)]
    public long Version { get; set; }

    /// <summary>All slots, ascending.</summary>
    [Id(1)]
    public List<SlotRange> Ranges { get; set; } = [];
}
