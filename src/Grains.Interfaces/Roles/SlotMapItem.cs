using System.Collections.Immutable;

namespace MemberGrains.Interfaces.Roles;

/// <summary>The slot map as it is recorded.</summary>
/// <param name="Version">1 when it was recorded first; 0: it is not yet.</param>
/// <param name="Ranges">All slots, ascending.</param>
[GenerateSerializer, Immutable, Alias("mg.slot-map")]
public sealed record SlotMapItem([property: Id(0)] long Version, [property: Id(1)] ImmutableArray<SlotRange> Ranges);
