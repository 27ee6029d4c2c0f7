namespace MemberGrains.Storage.Slots;

/// <summary>One physical cluster: a primary and its replicas, holding a range of slots.</summary>
/// <param name="Id">Its name, for example <c>c0</c>.</param>
/// <param name="HomeCenter">Center of its primary, <c>a</c> or <c>b</c>.</param>
/// <param name="FirstSlot">First slot, inclusive.</param>
/// <param name="LastSlot">Last slot, inclusive.</param>
public sealed record PhysicalCluster(string Id, string HomeCenter, int FirstSlot, int LastSlot);
