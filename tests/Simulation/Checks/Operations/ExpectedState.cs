using System.Collections.Immutable;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Simulation.Checks.Operations;

/// <summary>What an operation must make of one identity.</summary>
/// <param name="MemberId">Its member; null for a new one.</param>
/// <param name="Identities">The member's identities, sorted by key.</param>
/// <param name="FormerIds">The member's former ids, in any order.</param>
/// <param name="Status">Its own status.</param>
internal sealed record ExpectedState(string? MemberId, ImmutableArray<BoundIdentity> Identities, ImmutableArray<string> FormerIds, IdentityStatus Status);
