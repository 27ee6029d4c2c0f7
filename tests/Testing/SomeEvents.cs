using MemberGrains.ChangeStream.Port;
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

    /// <summary>An event with every field set.</summary>
    public static ChangeEvent Full(IdentityKey identity)
    {
        var other = Some.UnionId();
        var quarantined = State("m1", 8, Time.AddMilliseconds(7), identity, other) with
        {
            MemberCreatedAt = Time.AddTicks(1_234_567),
            FormerMemberIds = ["m2", "m3"],
            Status = IdentityStatus.Quarantined,
        };
        return new ChangeEvent(identity, new HistoryEntry(
            5, Time.AddMilliseconds(7), "op_0aa_x", ChangeType.Merged, "caller", "app-\u00fc", "why \"so\" \u540c", State("m1", 6, Time, identity), quarantined,
            [new MemberTouch("m1", 8, [identity, other], null), new MemberTouch("m2", 8, [], "m1"), new MemberTouch("m4", 8, [], null)],
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
    }

    /// <summary>An event with nothing optional.</summary>
    public static ChangeEvent Bare(IdentityKey identity) => new(
        identity, Entry(identity, 1) with { App = null, Reason = null, TraceParent = null, Before = null, Members = [] });

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
