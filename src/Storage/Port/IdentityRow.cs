using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Storage.Port;

/// <summary>
/// The row of one identity. A row may exist with version 0 (not registered) to carry prepares and fences; rows are never
/// deleted, so a revision never restarts.
/// </summary>
/// <param name="Key">The identity.</param>
/// <param name="Revision">Advances by one with every write of the row; 0 means there is no row.</param>
/// <param name="Version">The public version: +1 per committed change; 0 while not registered.</param>
/// <param name="State">Null while not registered.</param>
/// <param name="Pending">The operation it is prepared for; null if none.</param>
public sealed record IdentityRow(
    IdentityKey Key,
    long Revision,
    long Version,
    IdentityState? State,
    PendingChange? Pending)
{
    /// <summary>What a key without a row looks like.</summary>
    public static IdentityRow Absent(IdentityKey key) => new(key, 0, 0, null, null);
}
