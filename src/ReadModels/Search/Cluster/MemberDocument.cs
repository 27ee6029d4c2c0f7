using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.ReadModels.Search.Cluster;

/// <summary>How a member document is made and told.</summary>
public static class MemberDocument
{
    /// <summary>The document of a living member, as the row of one of its identities shows it.</summary>
    public static MemberTouch Living(IdentityState state) =>
        new(state.MemberId, state.MemberVersion, [.. state.Identities.Select(identity => identity.Key)], null);

    /// <summary>Neither former nor ended.</summary>
    public static bool IsLiving(MemberTouch document) => !document.Identities.IsEmpty;
}
