using System.Collections.Immutable;
using System.Text;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.Interfaces.Reads;
using MemberGrains.Simulation.Checks;
using MemberGrains.Simulation.Workload;
using MemberGrains.Storage.Port;

namespace MemberGrains.Simulation.Tests.Checks;

/// <summary>
/// A small world told by hand, right in every way: phone and card are registered, then bound, and a client reads the phone
/// before and after. A test changes one thing and sees the check that minds.
/// </summary>
internal sealed class Told
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Recorder _recorder = new(TimeProvider.System);

    public Told()
    {
        Evidence = new Evidence { Commands = _recorder.Commands, Reads = _recorder.Reads };
        RegisterPhone = Run(new Request.Register(Phone, "app"), null, CommandOutcome.Registered, Relation(1, Alone(Phone, 0)), (Phone, 1));
        Write(Phone, RegisterPhone, "op_1", ChangeType.Registered, null, Alone(Phone, 0));
        RegisterCard = Run(new Request.Register(Card, "app"), null, CommandOutcome.Registered, Relation(1, Alone(Card, 1)), (Card, 1));
        Write(Card, RegisterCard, "op_2", ChangeType.Registered, null, Alone(Card, 1));
        Before = Read(Phone, 1, Alone(Phone, 0));
        Bind = Run(new Request.Bind(Phone, Card, "app"), "key", CommandOutcome.Bound, $$"""{"outcome":"bound","operationId":"op_3","relation":{{Relation(2, Joined)}}}""", (Phone, 2), (Card, 2));
        Write(Phone, Bind, "op_3", ChangeType.Bound, Alone(Phone, 0), Joined);
        Write(Card, Bind, "op_3", ChangeType.Bound, Alone(Card, 1), Joined);
        After = Read(Phone, 2, Joined);
        foreach (string center in (string[])["a", "b"])
            Evidence.Delivered[center] = [.. from log in Evidence.History from entry in log.Value select new ChangeEvent(log.Key, entry)];
        Evidence.Views.Add(new View("search", false, Shown(), []));
    }

    public static IdentityKey Phone { get; } = new("phone:+8613912345678");

    public static IdentityKey Card { get; } = new("elong:001234567");

    public static IdentityKey Other { get; } = new("phone:+8613912340000");

    public static IdentityState Joined { get; } = new("m1", _start, 2, [Bound(Card), Bound(Phone)], ["m2"], IdentityStatus.Active, _start);

    public Evidence Evidence { get; }

    public Command RegisterPhone { get; }

    public Command RegisterCard { get; }

    public Command Bind { get; }

    public ReadCall Before { get; }

    public ReadCall After { get; }

    /// <summary>A member of one.</summary>
    public static IdentityState Alone(IdentityKey key, int number) =>
        new($"m{number + 1}", _start.AddTicks(number), 1, [Bound(key)], [], IdentityStatus.Active, _start);

    /// <summary>A command that was sent and answered.</summary>
    public Command Run(Request request, string? key, CommandOutcome outcome, string body, params (IdentityKey Identity, long Version)[] versions)
    {
        var command = Sent(request, key);
        Answer(command, outcome, body, versions);
        return command;
    }

    /// <summary>A command that was sent; its answer has still to come.</summary>
    public Command Sent(Request request, string? key)
    {
        var command = _recorder.Begin(request, "caller", key);
        _recorder.Try(command);
        return command;
    }

    /// <summary>The answer to the last try of a command.</summary>
    public void Answer(Command command, CommandOutcome outcome, string body, params (IdentityKey Identity, long Version)[] versions) =>
        command.Attempts[^1].End(_recorder.Now(), new CommandReply.Answered(
            outcome, [.. Encoding.UTF8.GetBytes(body)], [.. versions.Select(one => new IdentityVersion(one.Identity, one.Version))], false));

    /// <summary>One more try of a command.</summary>
    public Attempt Retry(Command command) => _recorder.Try(command);

    /// <summary>The end of a try by something else than an answer.</summary>
    public void End(Attempt attempt, Exception fault) => attempt.End(_recorder.Now(), fault);

    /// <summary>A strong read that was sent and answered; version 0 for "not registered".</summary>
    public ReadCall Read(IdentityKey key, long version, IdentityState? state)
    {
        var read = _recorder.Read(new Request.Read(key, Consistency.Strong, false), 0);
        read.End(_recorder.Now(), state is null ? new ResolveReply.Unknown() : new ResolveReply.Found(new Relation(key, version, state), 0));
        return read;
    }

    /// <summary>A committed change, in row and history.</summary>
    public void Write(IdentityKey key, Command command, string operation, ChangeType type, IdentityState? before, IdentityState after)
    {
        if (!Evidence.History.TryGetValue(key, out var log)) Evidence.History[key] = log = [];
        var entry = new HistoryEntry(log.Count + 1, _start, operation, type, "caller", "app", null, before, after, Touches(after), command.Attempts[0].TraceParent);
        log.Add(entry);
        Evidence.Rows[key] = new IdentityRow(key, log.Count, log.Count, after, null);
    }

    /// <summary>What a view that is right shows.</summary>
    public SortedDictionary<IdentityKey, string> Shown() =>
        new(Evidence.Rows.Values.ToDictionary(row => row.Key, row => ViewCheck.Json(new Relation(row.Key, row.Version, row.State!))));

    public static string Relation(long version, IdentityState state) => ViewCheck.Json(new Relation(state.Identities[^1].Key, version, state));

    private static ImmutableArray<MemberTouch> Touches(IdentityState after) =>
    [
        new MemberTouch(after.MemberId, after.MemberVersion, [.. after.Identities.Select(identity => identity.Key)], null),
        .. after.FormerMemberIds.Select(former => new MemberTouch(former, after.MemberVersion, [], after.MemberId)),
    ];

    private static BoundIdentity Bound(IdentityKey key) => new(key, "app", _start);
}
