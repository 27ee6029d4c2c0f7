using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Testing;

namespace MemberGrains.ReadModels.Tests.World;

/// <summary>Rows, history and outbox in memory, as the stream and the views see them.</summary>
internal sealed class MemoryRecord(TimeProvider time) : IOutbox, IReplaySource, IStreamClusters
{
    private readonly SortedDictionary<IdentityKey, List<HistoryEntry>> _history = [];
    private readonly SortedSet<IdentityKey>?[] _bySlot = new SortedSet<IdentityKey>?[Slot.Count];
    private readonly Dictionary<string, List<OutboxItem>> _outbox = new() { ["c0"] = [], ["c1"] = [] };
    private readonly List<DateTimeOffset> _undecided = [];
    private long _nextId;

    public IReadOnlyList<string> Names { get; } = ["c0", "c1"];

    public string ClusterOf(Slot slot) => slot.Number < Slot.Count / 2 ? "c0" : "c1";

    public IEnumerable<IdentityKey> Keys => _history.Keys;

    public IReadOnlyList<HistoryEntry> HistoryOf(IdentityKey key) => _history.GetValueOrDefault(key) ?? [];

    public HistoryEntry? Newest(IdentityKey key) => HistoryOf(key) is { Count: > 0 } entries ? entries[^1] : null;

    public int Waiting => _outbox.Values.Sum(items => items.Count) + Backlogs.Waiting;

    /// <summary>The time an operation bears, not cut: it says what is committed when; nothing is said to be published past it until <see cref="End"/>.</summary>
    public DateTimeOffset Begin()
    {
        var at = time.GetUtcNow();
        _undecided.Add(at);
        return at;
    }

    public void End(DateTimeOffset begun) => _undecided.Remove(begun);

    public void Write(IdentityKey key, HistoryEntry entry)
    {
        if (!_history.TryGetValue(key, out var entries)) _history.Add(key, entries = []);
        (_bySlot[Slot.Of(key).Number] ??= []).Add(key);
        if (entry.Version != entries.Count + 1) throw new InvalidOperationException("Versions are contiguous.");
        entries.Add(entry);
        _outbox[ClusterOf(Slot.Of(key))].Add(new OutboxItem(++_nextId, new ChangeEvent(key, entry)));
    }

    public DateTimeOffset Settled => _undecided.Count == 0 ? time.GetUtcNow() : _undecided.Min().AddMilliseconds(-1);

    public ValueTask<ImmutableArray<OutboxItem>> ReadAsync(string cluster, OutboxRange known, int limit, CancellationToken cancellation) =>
        new([.. _outbox[cluster].Where(item => !known.Contains(item.Id)).Take(limit)]);

    public ValueTask<bool> DeleteAsync(string cluster, ImmutableArray<long> ids, long fence, CancellationToken cancellation)
    {
        if (fence != Fence) return new(false);
        Take(cluster, ids);
        return new(true);
    }

    public long Fence { get; set; } = 1;

    public MemoryBacklogs Backlogs => field ??= new MemoryBacklogs(time, () => Fence, Take);

    public ValueTask<PublishedThrough?> PublishedThroughAsync(string cluster, CancellationToken cancellation)
    {
        var oldest = _outbox[cluster].Select(item => item.Event.Entry.At.AddMilliseconds(-1));
        return new(new PublishedThrough(oldest.Append(Settled).Min(), Backlogs.Marks(cluster)));
    }

    public async ValueTask WaitForItemsAsync(string cluster, TimeSpan atMost, CancellationToken cancellation) =>
        await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(20, atMost.TotalMilliseconds)), time, cancellation);

    public ValueTask<ImmutableArray<ReplayedIdentity>> ScanAsync(Slot slot, IdentityKey? after, int limit, CancellationToken cancellation) => new(
        [.. KeysOf(slot).Where(key => after is null || key > after).Take(limit)
            .Select(key => new ReplayedIdentity(key, _history[key][^1].Version, _history[key][^1].After))]);

    public ValueTask<ImmutableArray<ChangeEvent>> ScanHistoryAsync(Slot slot, IdentityKey? afterKey, long afterVersion, int limit, CancellationToken cancellation) => new(
        [.. KeysOf(slot).SelectMany(key => _history[key].Select(entry => new ChangeEvent(key, entry)))
            .Where(change => afterKey is not { } key || change.Identity > key || (change.Identity == key && change.Version > afterVersion))
            .Take(limit)]);

    public ValueTask<HistoryEntry?> FindAsync(IdentityKey identity, long version, CancellationToken cancellation) =>
        new(HistoryOf(identity).FirstOrDefault(entry => entry.Version == version));

    private List<OutboxItem> Take(string cluster, ImmutableArray<long> ids)
    {
        var taken = _outbox[cluster].FindAll(item => ids.Contains(item.Id));
        _outbox[cluster].RemoveAll(taken.Contains);
        return taken;
    }

    private IEnumerable<IdentityKey> KeysOf(Slot slot) => _bySlot[slot.Number] ?? Enumerable.Empty<IdentityKey>();
}
