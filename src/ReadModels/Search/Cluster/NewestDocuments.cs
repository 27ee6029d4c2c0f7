using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.ReadModels.Search.Cluster;

/// <summary>
/// Gathers documents and keeps the newest of each: what waited together often changed the same twice, and every identity of
/// an operation tells of the same members.
/// </summary>
internal sealed class NewestDocuments
{
    private readonly Dictionary<IdentityKey, Relation> _identities = [];
    private readonly Dictionary<string, MemberTouch> _members = new(StringComparer.Ordinal);

    /// <summary>How many are gathered.</summary>
    public int Count => _identities.Count + _members.Count;

    /// <summary>The members among them.</summary>
    public IReadOnlyCollection<MemberTouch> Members => _members.Values;

    /// <summary>Adds an identity's document.</summary>
    public void Add(Relation identity)
    {
        if (!_identities.TryGetValue(identity.Identity, out var known) || known.Version < identity.Version) _identities[identity.Identity] = identity;
    }

    /// <summary>Adds a member's document.</summary>
    public void Add(MemberTouch member)
    {
        if (!_members.TryGetValue(member.MemberId, out var known) || known.MemberVersion < member.MemberVersion) _members[member.MemberId] = member;
    }

    /// <summary>What is gathered, in the order in which each was named first; nothing is left.</summary>
    public SearchBatch Take()
    {
        var batch = new SearchBatch([.. _identities.Values], [.. _members.Values]);
        _identities.Clear();
        _members.Clear();
        return batch;
    }
}
