using System.Globalization;
using MemberGrains.Grains.Ids;
using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Grains.Tests.Rules;

/// <summary>A world without grains: decides commands on states it keeps, and applies what was decided.</summary>
internal sealed class World
{
    private readonly Dictionary<IdentityKey, IdentitySnapshot> _states = [];
    private readonly IdSource _ids = new(new Random(1).NextBytes);

    private readonly Dictionary<string, Change> _operations = [];

    public BindingLimits Limits { get; init; } = new();

    public DateTimeOffset Now { get; set; } = At("2026-11-21T10:00:00.0001234Z");

    public Dictionary<IdentityKey, List<HistoryEntry>> History { get; } = [];

    public IdentityState State(IdentityKey key) => _states[key].State!;

    public long Version(IdentityKey key) => _states.TryGetValue(key, out var state) ? state.Version : 0;

    public IdentitySnapshot Snapshot(IdentityKey key) => _states.GetValueOrDefault(key) ?? new IdentitySnapshot(key, 0, null);

    public static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    public string Register(IdentityKey key, string app = "app")
    {
        Changed(new BindingCommand.Register(key, app));
        return State(key).MemberId;
    }

    public Change Bind(IdentityKey a, IdentityKey b, string app = "app") => Changed(new BindingCommand.Bind(a, b, app, null));

    /// <summary>A member of these identities; its id.</summary>
    public string Member(params IdentityKey[] keys)
    {
        Register(keys[0]);
        foreach (var key in keys.AsSpan(1)) Bind(keys[0], key);
        return State(keys[0]).MemberId;
    }

    public void Quarantine(IdentityKey key)
    {
        var snapshot = _states[key];
        _states[key] = snapshot with { State = snapshot.State! with { Status = IdentityStatus.Quarantined } };
    }

    public Change Split(Change undone, IdentityKey first) => Changed(new BindingCommand.Split(first, undone.OperationId, null));

    public Decision Decide(BindingCommand command)
    {
        Now += TimeSpan.FromMilliseconds(7);
        var undone = command is BindingCommand.Split split ? _operations[split.OperationId] : null;
        var keys = new List<IdentityKey> { command.First };
        if (undone is not null) keys.AddRange(undone.Entries.Select(entry => entry.Key));
        if (command.Second is { } second) keys.Add(second);
        foreach (var key in undone is null ? keys.ToArray() : []) keys.AddRange(Snapshot(key).State?.Identities.Select(identity => identity.Key) ?? []);
        var gathered = new Gathered([.. keys.Distinct().Select(Snapshot)]) { Undone = undone };
        Assert.True(gathered.IsWhole);
        var seed = new OperationSeed(_ids.NewOperation(Slot.Of(command.First)), "caller", null, Now, _ids, Limits);
        return BindingRules.Decide(command, gathered, seed);
    }

    public Change Changed(BindingCommand command)
    {
        var change = Assert.IsType<Decision.Changed>(Decide(command)).Change;
        _operations.Add(change.OperationId, change);
        foreach (var (key, entry) in change.Entries)
        {
            _states[key] = new IdentitySnapshot(key, entry.Version, entry.After);
            if (!History.TryGetValue(key, out var log)) History[key] = log = [];
            log.Add(entry);
        }

        return change;
    }
}
