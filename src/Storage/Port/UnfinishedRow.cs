using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Storage.Port;

/// <summary>One row of a physical cluster's index of unfinished rows.</summary>
/// <param name="Key">The identity to wake.</param>
/// <param name="OperationId">The operation.</param>
/// <param name="Type">What the operation does.</param>
/// <param name="Decided">True for a coordinator that has decided, false for a prepared participant.</param>
/// <param name="Since">UTC, whole milliseconds.</param>
/// <param name="Coordinator">The identity that decides or decided.</param>
/// <param name="Participants">Of a decided one: the identities to tell; else empty.</param>
public sealed record UnfinishedRow(
    IdentityKey Key,
    string OperationId,
    ChangeType Type,
    bool Decided,
    DateTimeOffset Since,
    IdentityKey Coordinator,
    ImmutableArray<IdentityKey> Participants);
