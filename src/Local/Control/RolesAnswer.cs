using MemberGrains.Interfaces.Roles;

namespace MemberGrains.Local.Control;

/// <summary>The roles of all physical clusters.</summary>
/// <param name="Version">Of the whole.</param>
/// <param name="Items">One for each.</param>
internal sealed record RolesAnswer(long Version, IReadOnlyList<RoleItem> Items)
{
    public static RolesAnswer Of(RolesItem roles) => new(
        roles.Version,
        [.. roles.Clusters.Select(role => new RoleItem(role.Cluster, role.Home, role.Primary, role.Epoch, role.AppliedEpoch, role.Acknowledgement == Acknowledgement.Away ? "away" : "home"))]);
}

/// <summary>The role of one physical cluster.</summary>
/// <param name="Cluster">For example <c>c0</c>.</param>
/// <param name="Home">Home center.</param>
/// <param name="Primary">Node that takes writes.</param>
/// <param name="Epoch">Role epoch.</param>
/// <param name="AppliedEpoch">Epoch that slots and caches have followed.</param>
/// <param name="Acknowledged"><c>away | home</c>.</param>
internal sealed record RoleItem(string Cluster, string Home, string Primary, long Epoch, long AppliedEpoch, string Acknowledged);
