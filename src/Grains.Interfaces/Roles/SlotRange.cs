namespace MemberGrains.Interfaces.Roles;

/// <summary>A run of slots and the physical cluster that holds them.</summary>
/// <param name="FirstSlot">0-1023.</param>
/// <param name="LastSlot">0-1023, included.</param>
/// <param name="Cluster">For example <c>c0</c>.</param>
/// <param name="Home">The cluster's home center.</param>
[GenerateSerializer, Immutable, Alias("mg.slot-range")]
public readonly record struct SlotRange([property: Id(0)] int FirstSlot, [property: Id(1)] int LastSlot, [property: Id(2)] string Cluster, [property: Id(3)] string Home);
