using System.Collections.Immutable;

namespace MemberGrains.Interfaces.Roles;

/// <summary>All roles at one moment.</summary>
/// <param name="Version">Of the whole; +1 with every change. 0: nothing is recorded yet.</param>
/// <param name="Clusters">One for each physical cluster, sorted by name.</param>
[GenerateSerializer, Immutable, Alias("mg.roles")]
public sealed record RolesItem([property: Id(0)] long Version, [property: Id(1)] ImmutableArray<ClusterRole> Clusters);
