using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Storage.Port;

/// <summary>The row write that decided an operation.</summary>
/// <param name="Coordinator">The first-named identity, whose row it was.</param>
/// <param name="Entry">What it wrote into that identity's history.</param>
public sealed record DecidedChange(IdentityKey Coordinator, HistoryEntry Entry);
