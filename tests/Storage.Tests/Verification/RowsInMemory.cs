using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Storage.Tests.Verification;

/// <summary>Rows and histories as a test lays them down, broken ones too.</summary>
internal sealed class RowsInMemory : IReplaySource
{
    public static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly SortedDictionary<IdentityKey, ReplayedIdentity> _rows = [];
    private readonly List<ChangeEvent> _history = [];

    public static IdentityState Member(string id, IEnumerable<IdentityKey> identities, params string[] former) => new(
        id, Time, 1, [.. identities.Order().Select(key => new BoundIdentity(key, "app", Time))], [.. former], IdentityStatus.Active, Time);

    public void Row(IdentityKey key, long version, IdentityState state) => _rows[key] = new ReplayedIdentity(key, version, state);

    /// <summary>A row and the history that leads to it.</summary>
    public void RowWithHistory(IdentityKey key, params IdentityState[] states)
    {
        Row(key, states.Length, states[^1]);
        for (int i = 0; i < states.Length; i++) Entry(key, i + 1, i == 0 ? null : states[i - 1], states[i]);
    }

    public void Entry(IdentityKey key, long version, IdentityState? before, IdentityState after, params ImmutableArray<MemberTouch> members) =>
        _history.Add(new ChangeEvent(key, new HistoryEntry(version, Time, "op_000_x", ChangeType.Registered, "caller", "app", null, before, after, members, null)));

    public ValueTask<ImmutableArray<ReplayedIdentity>> ScanAsync(Slot slot, IdentityKey? after, int limit, CancellationToken cancellation) => ValueTask.FromResult<ImmutableArray<ReplayedIdentity>>(
        [.. _rows.Values.Where(row => Slot.Of(row.Identity) == slot && (after is null || row.Identity > after.Value)).Take(limit)]);

    public ValueTask<ImmutableArray<ChangeEvent>> ScanHistoryAsync(Slot slot, IdentityKey? afterKey, long afterVersion, int limit, CancellationToken cancellation) => ValueTask.FromResult<ImmutableArray<ChangeEvent>>(
        [.. _history.Where(change => change.Slot == slot).OrderBy(change => change.Identity).ThenBy(change => change.Version)
            .Where(change => afterKey is null || change.Identity > afterKey.Value || (change.Identity == afterKey.Value && change.Version > afterVersion)).Take(limit)]);

    public ValueTask<HistoryEntry?> FindAsync(IdentityKey identity, long version, CancellationToken cancellation) =>
        ValueTask.FromResult(_history.Where(change => change.Identity == identity && change.Version == version).Select(change => change.Entry).FirstOrDefault());
}
