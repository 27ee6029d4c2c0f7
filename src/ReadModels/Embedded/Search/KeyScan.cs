using System.Collections.Immutable;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Search;
using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.ReadModels.Embedded.Search;

/// <summary>
/// One scan over a snapshot in key order. Sorted by key it starts where the page before ended and stops when the page is
/// full; by anything else it looks at all of the range and keeps the best in a bounded heap.
/// </summary>
internal sealed class KeyScan(ScanRequest request)
{
    private readonly RelationFilter _filter = new(request.Filter);
    private readonly RelationOrder _order = new(request.Sort);

    public ImmutableArray<Relation> Run(IndexedDocument<Relation>[] sorted)
    {
        int first = LowerBound(sorted, _filter.KeyPrefix);
        int end = EndOfPrefix(sorted, first);
        if (!_order.IsByKey) return Best(sorted, first, end);
        return _order.IsDescendingByKey ? Backward(sorted, first, end) : Forward(sorted, first, end);
    }

    private ImmutableArray<Relation> Forward(IndexedDocument<Relation>[] sorted, int first, int end)
    {
        var page = ImmutableArray.CreateBuilder<Relation>();
        if (request.After is { } after) first = Math.Max(first, LowerBound(sorted, after.Identity));
        for (int i = first; i < end && page.Count < request.Limit; i++)
        {
            if (Match(sorted[i]) is { } item) page.Add(item);
        }

        return page.ToImmutable();
    }

    private ImmutableArray<Relation> Backward(IndexedDocument<Relation>[] sorted, int first, int end)
    {
        var page = ImmutableArray.CreateBuilder<Relation>();
        if (request.After is { } after) end = Math.Min(end, LowerBound(sorted, after.Identity));
        for (int i = end - 1; i >= first && page.Count < request.Limit; i--)
        {
            if (Match(sorted[i]) is { } item) page.Add(item);
        }

        return page.ToImmutable();
    }

    private ImmutableArray<Relation> Best(IndexedDocument<Relation>[] sorted, int first, int end)
    {
        // The heap's top is the worst kept, the first to give way.
        var kept = new PriorityQueue<Relation, Relation>(Comparer<Relation>.Create((left, right) => _order.Compare(right, left)));
        for (int i = first; i < end; i++)
        {
            if (Match(sorted[i]) is not { } item) continue;
            if (kept.Count < request.Limit) kept.Enqueue(item, item);
            else if (request.Limit > 0 && _order.Compare(item, kept.Peek()) < 0) kept.EnqueueDequeue(item, item);
        }

        var page = new Relation[kept.Count];
        for (int i = page.Length - 1; i >= 0; i--) page[i] = kept.Dequeue();
        return [.. page];
    }

    private Relation? Match(IndexedDocument<Relation> document) =>
        document.Visible is { } relation && _filter.Matches(relation) && (request.After is null || _order.IsAfter(relation, request.After))
            ? relation
            : null;

    private int EndOfPrefix(IndexedDocument<Relation>[] sorted, int first)
    {
        if (_filter.KeyPrefix.Length == 0) return sorted.Length;
        // Keys are ASCII, so the highest character bounds all that begin alike.
        return Math.Max(first, LowerBound(sorted, _filter.KeyPrefix + char.MaxValue));
    }

    private static int LowerBound(IndexedDocument<Relation>[] sorted, string key)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (string.CompareOrdinal(sorted[middle].Id, key) < 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
