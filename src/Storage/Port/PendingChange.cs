using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Storage.Port;

/// <summary>What a prepared participant will write if its operation is decided.</summary>
/// <param name="OperationId">The operation.</param>
/// <param name="Coordinator">The identity whose row write decides it.</param>
/// <param name="CoordinatorRevision">
/// The revision the coordinator's row had when it prepared, and the only one on which it can decide. So a coordinator that
/// does not know the operation may answer "abort" exactly when its row has passed this revision; while it has not, it
/// advances the row first (the fence). "This activation has written the row" is not enough: another activation may have
/// loaded the row after that write and still decide.
/// </param>
/// <param name="PreparedAt">UTC, whole milliseconds: staleness of the old state counts from here.</param>
/// <param name="Entry">The history entry to write, which holds the new state.</param>
public sealed record PendingChange(
    string OperationId,
    IdentityKey Coordinator,
    long CoordinatorRevision,
    DateTimeOffset PreparedAt,
    HistoryEntry Entry);
