using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.History;
using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.ReadModels.Verification;

/// <summary>What the record says that the member documents are: the newest of each, wherever it is told. Several slots may add at once.</summary>
internal sealed class ExpectedMembers
{
    private readonly Dictionary<string, MemberTouch> _members = new(StringComparer.Ordinal);

    /// <summary>Read when nobody adds any more.</summary>
    public IReadOnlyCollection<MemberTouch> All => _members.Values;

    /// <summary>Living members, as rows tell them.</summary>
    public void Add(ImmutableArray<ReplayedIdentity> rows)
    {
        lock (_members)
        {
            foreach (var row in rows) Add(MemberDocument.Living(row.State));
        }
    }

    /// <summary>Former and ended ones too, as histories tell them.</summary>
    public void Add(ImmutableArray<ChangeEvent> entries)
    {
        lock (_members)
        {
            foreach (var member in entries.SelectMany(change => change.Entry.Members)) Add(member);
        }
    }

    private void Add(MemberTouch document)
    {
        if (!_members.TryGetValue(document.MemberId, out var known) || known.MemberVersion < document.MemberVersion)
            _members[document.MemberId] = document;
    }
}
