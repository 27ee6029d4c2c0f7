using System.Collections.Immutable;
using MemberGrains.Interfaces.Roles;

namespace MemberGrains.Interfaces;

/// <summary>
/// The slot map, durably: recorded at the first start, and from then on what every process's configuration is held
/// against. A process with another map would read and write rows where nobody else looks for them. One grain, keyed
/// <see cref="Key"/>.
/// </summary>
[Alias("mg.ISlotMapGrain")]
public interface ISlotMapGrain : IGrainWithStringKey
{
    /// <summary>The grain's key.</summary>
    const string Key = "slots";

    /// <summary>The map as it is recorded.</summary>
    [Alias("Read")]
    Task<SlotMapItem> ReadAsync(CancellationToken cancellation = default);

    /// <summary>Records the map if there is none yet. What is recorded afterwards: the caller compares.</summary>
    [Alias("Adopt")]
    Task<SlotMapItem> AdoptAsync(ImmutableArray<SlotRange> configured, CancellationToken cancellation = default);
}
