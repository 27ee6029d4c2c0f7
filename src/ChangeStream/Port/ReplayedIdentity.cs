using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.ChangeStream.Port;

/// <summary>The current committed row of one identity, for rebuilds and digests.</summary>
public sealed record ReplayedIdentity(IdentityKey Identity, long Version, IdentityState State);
