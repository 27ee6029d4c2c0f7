using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Storage.Port;

/// <summary>A state a decision stood on: which row, in which revision and epoch.</summary>
public readonly record struct RowStamp(IdentityKey Key, long Revision, long Epoch);
