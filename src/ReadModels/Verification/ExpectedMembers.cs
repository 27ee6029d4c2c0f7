using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.History;
using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.ReadModels.Verification;

/// <summary>What the record says that the member documents are: the newest of each, wherever it is told. Several slots may add at once.</summary>
internal sealed class ExpectedMembers
{
    private readonly NewestDocuments _documents = new();

    /// <summary>Read when nobody adds any more.</summary>
    public IReadOnlyCollection<MemberTouch> All => _documents.Members;

    /// <summary>Living members, as rows tell them.</summary>
    public void Add(ImmutableArray<ReplayedIdentity> rows)
    {
        lock (_documents)
        {
            foreach (var row in rows) _documents.Add(MemberDocument.Living(row.State));
        }
    }

    /// <summary>Former and ended ones too, as histories tell them.</summary>
    public void Add(ImmutableArray<ChangeEvent> entries)
    {
        lock (_documents)
        {
            foreach (var member in entries.SelectMany(change => change.Entry.Members)) _documents.Add(member);
        }
    }
}
