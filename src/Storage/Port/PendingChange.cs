using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Storage.Port;

/// <summary>What a prepared participant will write if its operation is decided.</summary>
/// <param name="OperationId">The operation.</param>
/// <param name="Coordinator">The identity whose row write decides it.</param>
/// <param name="PreparedAt">UTC, whole milliseconds: staleness of the old state counts from here.</param>
/// <param name="Entry">The history entry to write, which holds the new state.</param>
public sealed record PendingChange(
    string OperationId,
    IdentityKey Coordinator,
    DateTimeOffset PreparedAt,
    HistoryEntry Entry);
