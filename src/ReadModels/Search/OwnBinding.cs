using MemberGrains.Interfaces.Members;

namespace MemberGrains.ReadModels.Search;

/// <summary>The entry of a relation that speaks of the asked identity itself.</summary>
internal static class OwnBinding
{
    public static BoundIdentity Of(Relation relation)
    {
        foreach (var identity in relation.State.Identities)
        {
            if (identity.Key == relation.Identity) return identity;
        }

        throw new InvalidOperationException("A relation lists the identity it is of.");
    }
}
