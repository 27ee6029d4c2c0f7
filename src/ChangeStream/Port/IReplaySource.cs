using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.ChangeStream.Port;

/// <summary>
/// How read models ask the record for what they miss, without seeing Storage: rebuilds, digests, gaps. Storage
/// implements it.
/// </summary>
public interface IReplaySource
{
    /// <summary>Registered identities of a slot with a key after <paramref name="after"/> (ordinal; null: from the first), in key order.</summary>
    ValueTask<ImmutableArray<ReplayedIdentity>> ScanAsync(Slot slot, IdentityKey? after, int limit, CancellationToken cancellation);

    /// <summary>
    /// History entries of a slot in (key, version) order after the given position: the source of former and ended member
    /// documents, which no living row shows.
    /// </summary>
    ValueTask<ImmutableArray<ChangeEvent>> ScanHistoryAsync(Slot slot, IdentityKey? afterKey, long afterVersion, int limit, CancellationToken cancellation);

    /// <summary>One history entry; null if there is none of that version.</summary>
    ValueTask<HistoryEntry?> FindAsync(IdentityKey identity, long version, CancellationToken cancellation);
}
