using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.ReadModels.Search.Cluster;

/// <summary>
/// Documents to write. An identity document is the identity's relation, its external version the identity's version; a
/// member document is what the last operation made of the member id, its external version the member version. Each is
/// routed by its own id.
/// </summary>
public sealed record SearchBatch(ImmutableArray<Relation> Identities, ImmutableArray<MemberTouch> Members)
{
    /// <summary>Nothing.</summary>
    public static SearchBatch Empty { get; } = new([], []);

    /// <summary>How many documents.</summary>
    public int Count => Identities.Length + Members.Length;
}
