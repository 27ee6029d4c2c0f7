using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Testing;

namespace MemberGrains.ChangeStream.Tests.Relay;

/// <summary>One cluster's outbox that survives every relay.</summary>
internal sealed class MemoryOutbox(TimeProvider time) : IOutbox
{
    private readonly List<OutboxItem> _items = [];
    private long _nextId;

    public long Fence { get; set; } = 1;

    public int Count => _items.Count;

    public MemoryBacklogs Backlogs => field ??= new MemoryBacklogs(time, () => Fence, (_, ids) => Take(ids));

    /// <summary>Set to have every call fail.</summary>
    public Exception? Fault { get; set; }

    /// <summary>What a deletion waits for, and may fail with.</summary>
    public Func<Task> Deletion { get; set; } = () => Task.CompletedTask;

    public int Deletions { get; private set; }

    /// <summary>Over all reads.</summary>
    public int ItemsRead { get; private set; }

    public int LargestRead { get; private set; }

    public ChangeEvent Add()
    {
        var key = Some.Phone();
        var change = new ChangeEvent(key, SomeEvents.Entry(key, 1, time.GetUtcNow()));
        _items.Add(new OutboxItem(++_nextId, change));
        return change;
    }

    /// <summary>An item whose transaction committed after that of a greater id.</summary>
    public ChangeEvent AddLate()
    {
        var key = Some.Phone();
        var change = new ChangeEvent(key, SomeEvents.Entry(key, 1, time.GetUtcNow()));
        _items.Insert(0, new OutboxItem(-(++_nextId), change));
        return change;
    }

    public ValueTask<ImmutableArray<OutboxItem>> ReadAsync(string cluster, OutboxRange known, int limit, CancellationToken cancellation)
    {
        if (Fault is { } fault) throw fault;
        ImmutableArray<OutboxItem> items = [.. _items.Where(item => !known.Contains(item.Id)).Take(limit)];
        ItemsRead += items.Length;
        LargestRead = Math.Max(LargestRead, items.Length);
        return new(items);
    }

    public async ValueTask<bool> DeleteAsync(string cluster, ImmutableArray<long> ids, long fence, CancellationToken cancellation)
    {
        if (Fault is { } fault) throw fault;
        Deletions++;
        await Deletion();
        if (fence != Fence) return false;
        Take(ids);
        return true;
    }

    private List<OutboxItem> Take(ImmutableArray<long> ids)
    {
        var taken = _items.FindAll(item => ids.Contains(item.Id));
        _items.RemoveAll(taken.Contains);
        return taken;
    }

    public ValueTask<PublishedThrough?> PublishedThroughAsync(string cluster, CancellationToken cancellation) => new(new PublishedThrough(
        _items.Count == 0 ? time.GetUtcNow() : _items.Min(item => item.Event.Entry.At).AddMilliseconds(-1),
        Backlogs.Marks(cluster)));

    public async ValueTask WaitForItemsAsync(string cluster, TimeSpan atMost, CancellationToken cancellation) =>
        await Task.Delay(atMost, time, cancellation);
}
