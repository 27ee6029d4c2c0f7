namespace MemberGrains.Interfaces.Operations;

/// <summary>Where an identity or slot lives.</summary>
/// <param name="Slot">0 to 1,023.</param>
/// <param name="Cluster">Physical cluster.</param>
/// <param name="Table">State table, <c>member_identity_0000</c>.</param>
/// <param name="HomeCenter">Center of its primary.</param>
/// <param name="Silo">Where the identity's grain is active now; null if nowhere, or if a slot was asked.</param>
[GenerateSerializer, Immutable, Alias("mg.place-item")]
public sealed record PlaceItem(
    [property: Id(0)] int Slot,
    [property: Id(1)] string Cluster,
    [property: Id(2)] string Table,
    [property: Id(3)] string HomeCenter,
    [property: Id(4)] string? Silo);
