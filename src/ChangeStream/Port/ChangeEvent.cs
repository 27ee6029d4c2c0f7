using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.ChangeStream.Port;

/// <summary>
/// One committed change of one identity, as the stream carries it. (Identity, version) is its identity: events may repeat
/// and overtake at hand-overs, and the version decides.
/// </summary>
/// <param name="Identity">The identity changed.</param>
/// <param name="Entry">The whole relation before and after, and every member id touched.</param>
public sealed record ChangeEvent(IdentityKey Identity, HistoryEntry Entry)
{
    /// <summary>Events of one slot keep their order while one relay and one broker serve it.</summary>
    public Slot Slot => Slot.Of(Identity);

    /// <summary>The version the change gave the identity.</summary>
    public long Version => Entry.Version;
}
