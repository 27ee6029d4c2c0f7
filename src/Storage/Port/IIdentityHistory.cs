using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Storage.Port;

/// <summary>The append-only history, read at the primary.</summary>
public interface IIdentityHistory
{
    /// <summary>At most <paramref name="limit"/> entries with a version below <paramref name="before"/> (null: from the newest), newest first.</summary>
    ValueTask<ImmutableArray<HistoryEntry>> ReadAsync(IdentityKey key, long? before, int limit, CancellationToken cancellation);

    /// <summary>The newest entry at or before that time; null if there is none.</summary>
    ValueTask<HistoryEntry?> FindAsOfAsync(IdentityKey key, DateTimeOffset time, CancellationToken cancellation);

    /// <summary>The entry that operation wrote for this identity; null if it wrote none. Tells a coordinator whether it decided.</summary>
    ValueTask<HistoryEntry?> FindOperationAsync(IdentityKey key, string operationId, CancellationToken cancellation);

    /// <summary>The write that decided an operation, looked up in the slot that its id names; null if there is none.</summary>
    ValueTask<DecidedChange?> FindDecisionAsync(Slot slot, string operationId, CancellationToken cancellation);
}
