using MemberGrains.Interfaces.Roles;

namespace MemberGrains.Grains.Roles;

/// <summary>What the role store keeps.</summary>
[GenerateSerializer, Alias("mg.roles-state")]
internal sealed class RolesState
{
    /// <summary>+1 with every change.</summary>
    [Id(0)]
    public long Version { get; set; }

    /// <summary>One for each physical cluster, sorted by name.</summary>
    [Id(1)]
    public List<ClusterRole> Clusters { get; set; } = [];
}
