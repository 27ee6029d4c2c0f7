using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.MySql.Writing;

/// <summary>One row through a batch: as it is held, and as the batch leaves it. Written once, however many commits it had.</summary>
internal sealed class PlannedRow(IdentityKey key, HeldRow held)
{
    public IdentityKey Key => key;

    public HeldRow Held => held;

    public long Revision { get; private set; } = held.Revision;

    public long Version { get; private set; } = held.Version;

    public long? Since { get; set; } = held.Since;

    /// <summary>The newest write; null if there is none.</summary>
    public IdentityRow? Newest { get; private set; }

    /// <summary>The newest committed state of the batch; null if no change was committed: the state stays as it is.</summary>
    public IdentityRow? Committed { get; private set; }

    public void Write(RowCommit commit)
    {
        Newest = commit.Row!;
        (Revision, Version) = (Newest.Revision, Newest.Version);
        if (commit.Entry is not null) Committed = Newest;
    }
}
