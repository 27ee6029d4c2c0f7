using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Grains.Rules;

/// <summary>The committed state of one identity that a rule decides on.</summary>
/// <param name="Key">The identity.</param>
/// <param name="Version">0 while not registered.</param>
/// <param name="State">Null while not registered.</param>
public sealed record IdentitySnapshot(IdentityKey Key, long Version, IdentityState? State);
