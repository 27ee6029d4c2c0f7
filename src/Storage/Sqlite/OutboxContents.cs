using System.Collections.Concurrent;
using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;

namespace MemberGrains.Storage.Sqlite;

/// <summary>
/// What the newest outbox rows hold, kept from their commit until they are deleted, so that the relay in the same process
/// need not read and parse what has just been written. An id stands for one content for ever: ids are never used twice,
/// and only a commit that is known to have happened enters here. What is not here is read from the file.
/// </summary>
internal sealed class OutboxContents
{
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<long, OutboxItem> _items = new();
    private int _count;

    /// <summary>Takes note of a commit that has happened.</summary>
    public void Add(List<OutboxItem> committed)
    {
        foreach (var item in committed)
        {
            if (Volatile.Read(ref _count) >= Most) return;
            if (_items.TryAdd(item.Id, item)) Interlocked.Increment(ref _count);
        }
    }

    public OutboxItem? Find(long id) => _items.GetValueOrDefault(id);

    public void Remove(ImmutableArray<long> ids)
    {
        foreach (long id in ids)
        {
            if (_items.TryRemove(id, out _)) Interlocked.Decrement(ref _count);
        }
    }
}
