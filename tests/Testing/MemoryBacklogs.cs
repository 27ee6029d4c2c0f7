using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;

namespace MemberGrains.Testing;

/// <summary>Marks and backlogs in memory, beside an outbox of the test's own.</summary>
/// <param name="time">The store's clock.</param>
/// <param name="current">The relay's token now.</param>
/// <param name="take">Takes items out of a cluster's outbox.</param>
public sealed class MemoryBacklogs(TimeProvider time, Func<long> current, Func<string, ImmutableArray<long>, IReadOnlyList<OutboxItem>> take) : ICenterBacklogs
{
    private readonly SortedDictionary<(string Cluster, string Center), CenterOut> _marks = [];
    private readonly SortedDictionary<(string Cluster, string Center, long Id), OutboxItem> _items = [];

    /// <summary>Events that wait in all backlogs.</summary>
    public int Waiting => _items.Count;

    /// <summary>The marks of a cluster.</summary>
    public ImmutableArray<CenterOut> Marks(string cluster) =>
        [.. from mark in _marks where mark.Key.Cluster == cluster select mark.Value with { Waiting = Of(cluster, mark.Value.Center).LongCount() }];

    /// <inheritdoc/>
    public ValueTask<bool> MarkOutAsync(string cluster, string center, long fence, CancellationToken cancellation)
    {
        if (fence != current()) return new(false);
        Mark(cluster, center);
        return new(true);
    }

    /// <inheritdoc/>
    public ValueTask HoldAsync(string cluster, string center, bool held, CancellationToken cancellation)
    {
        if (held) Mark(cluster, center);
        if (_marks.TryGetValue((cluster, center), out var mark)) _marks[(cluster, center)] = mark with { Held = held };
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<bool> MoveAsync(string cluster, string center, ImmutableArray<long> ids, long fence, CancellationToken cancellation)
    {
        if (fence != current() || !_marks.ContainsKey((cluster, center))) return new(false);
        foreach (var item in take(cluster, ids)) _items.Add((cluster, center, item.Id), item);
        return new(true);
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<OutboxItem>> ReadAsync(string cluster, string center, int limit, CancellationToken cancellation) =>
        new([.. Of(cluster, center).Take(limit)]);

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string cluster, string center, ImmutableArray<long> ids, long fence, CancellationToken cancellation)
    {
        if (fence != current()) return new(false);
        foreach (long id in ids) _items.Remove((cluster, center, id));
        return new(true);
    }

    /// <inheritdoc/>
    public ValueTask<bool> ReturnAsync(string cluster, string center, long fence, CancellationToken cancellation) =>
        new(fence == current() && _marks.TryGetValue((cluster, center), out var mark) && !mark.Held && !Of(cluster, center).Any() && _marks.Remove((cluster, center)));

    private void Mark(string cluster, string center) =>
        _marks.TryAdd((cluster, center), new CenterOut(center, time.GetUtcNow(), Held: false, Waiting: 0));

    private IEnumerable<OutboxItem> Of(string cluster, string center) =>
        from item in _items where item.Key.Cluster == cluster && item.Key.Center == center select item.Value;
}
