using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Storage.Port.Backend;

/// <summary>A decided operation that all participants have acknowledged.</summary>
public readonly record struct FinishedOperation(IdentityKey Coordinator, string OperationId);
