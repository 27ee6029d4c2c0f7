using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Testing;

/// <summary>States and history entries that do not matter to a test.</summary>
public static class SomeEvents
{
    /// <summary>When everything was bound.</summary>
    public static DateTimeOffset Time { get; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The state of a member of these identities.</summary>
    public static IdentityState State(string memberId, long memberVersion, DateTimeOffset at, params IdentityKey[] identities) => new(
        memberId,
        Time,
        memberVersion,
        [.. identities.Order().Select(key => new BoundIdentity(key, "app", Time))],
        [],
        IdentityStatus.Active,
        at);

    /// <summary>A committed change of one identity, alone in its member.</summary>
    public static HistoryEntry Entry(IdentityKey identity, long version, DateTimeOffset? at = null)
    {
        var time = at ?? Time.AddMilliseconds(version);
        string member = "m-" + identity.Value;
        return new HistoryEntry(
            version,
            time,
            $"op-{identity.Value}-{version}",
            version == 1 ? ChangeType.Registered : ChangeType.Bound,
            "caller",
            "app",
            null,
            version == 1 ? null : State(member, version - 1, time, identity),
            State(member, version, time, identity),
            [new MemberTouch(member, version, [identity], null)],
            null);
    }
}
