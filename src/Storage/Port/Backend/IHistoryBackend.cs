using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Storage.Port.Backend;

/// <summary>The append-only history of one physical cluster.</summary>
public interface IHistoryBackend
{
    /// <summary>At most <paramref name="limit"/> entries with a version below <paramref name="before"/> (null: from the newest), newest first.</summary>
    ValueTask<ImmutableArray<HistoryEntry>> ReadHistoryAsync(IdentityKey key, long? before, int limit, CancellationToken cancellation);

    /// <summary>The newest entry at or before that time; null if there is none.</summary>
    ValueTask<HistoryEntry?> FindAsOfAsync(IdentityKey key, DateTimeOffset time, CancellationToken cancellation);

    /// <summary>The entry that operation wrote for this identity; null if it wrote none.</summary>
    ValueTask<HistoryEntry?> FindOperationAsync(IdentityKey key, string operationId, CancellationToken cancellation);

    /// <summary>The write that decided an operation (<see cref="RowCommit.Decides"/>) in that slot; null if there is none.</summary>
    ValueTask<DecidedChange?> FindDecisionAsync(Slot slot, string operationId, CancellationToken cancellation);

    /// <summary>The entry of that version; null if there is none.</summary>
    ValueTask<HistoryEntry?> FindVersionAsync(IdentityKey key, long version, CancellationToken cancellation);

    /// <summary>Entries of a slot in (key, version) order after the given position.</summary>
    ValueTask<ImmutableArray<ChangeEvent>> ScanHistoryAsync(
        Slot slot, IdentityKey? afterKey, long afterVersion, int limit, CancellationToken cancellation);
}
