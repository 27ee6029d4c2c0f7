using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Grains.Protocol;

/// <summary>What a participant said to a prepare.</summary>
/// <param name="Key">The participant.</param>
/// <param name="Yes">It is prepared, durably.</param>
/// <param name="Fault">Why its answer is not known; null if it is.</param>
internal readonly record struct Vote(IdentityKey Key, bool Yes, Exception? Fault)
{
    /// <summary>Only a plain no is sure to have left nothing behind.</summary>
    public bool MayBePrepared => Yes || Fault is not null;
}
