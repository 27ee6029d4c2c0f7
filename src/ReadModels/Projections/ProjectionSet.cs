using System.Collections.Immutable;

namespace MemberGrains.ReadModels.Projections;

/// <summary>The projections this process runs.</summary>
public sealed class ProjectionSet(IEnumerable<StreamProjection> projections)
{
    /// <summary>All of them.</summary>
    public ImmutableArray<StreamProjection> All { get; } = [.. projections];
}
