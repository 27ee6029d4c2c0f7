using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Storage.Port;

/// <summary>An operation this identity coordinated and decided, whose participants have not all acknowledged yet.</summary>
/// <param name="OperationId">The operation.</param>
/// <param name="Type">What it does.</param>
/// <param name="DecidedAt">UTC, whole milliseconds.</param>
/// <param name="Participants">The identities to tell, the coordinator not included.</param>
public sealed record DecidedOperation(
    string OperationId,
    ChangeType Type,
    DateTimeOffset DecidedAt,
    ImmutableArray<IdentityKey> Participants);
