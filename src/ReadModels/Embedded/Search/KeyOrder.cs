using MemberGrains.Interfaces.Members;

namespace MemberGrains.ReadModels.Embedded.Search;

/// <summary>
/// The identity documents in key order, kept for scans: an array that new ones are merged into when someone scans, so
/// that writing costs nothing and a scan reads a snapshot without the index's lock.
/// </summary>
internal sealed class KeyOrder
{
    private static readonly Comparison<IndexedDocument<Relation>> ByKey = static (left, right) => string.CompareOrdinal(left.Id, right.Id);

    private readonly List<IndexedDocument<Relation>> _added = [];
    private IndexedDocument<Relation>[]? _sorted;

    public void Add(IndexedDocument<Relation> document)
    {
        // Before the first scan there is nothing to merge into.
        if (_sorted is not null) _added.Add(document);
    }

    /// <summary>All visible documents by key; the array is never changed afterwards.</summary>
    public IndexedDocument<Relation>[] Snapshot(DocumentIndex<Relation> index)
    {
        if (_sorted is null)
        {
            _sorted = [.. index.All.Where(document => document.Visible is not null)];
            Array.Sort(_sorted, ByKey);
        }
        else if (_added.Count > 0)
        {
            _added.Sort(ByKey);
            _sorted = Merge(_sorted, _added);
            _added.Clear();
        }

        return _sorted;
    }

    private static IndexedDocument<Relation>[] Merge(IndexedDocument<Relation>[] left, List<IndexedDocument<Relation>> right)
    {
        var merged = new IndexedDocument<Relation>[left.Length + right.Count];
        int l = 0, r = 0;
        for (int i = 0; i < merged.Length; i++)
        {
            bool takeLeft = r == right.Count || (l < left.Length && ByKey(left[l], right[r]) < 0);
            merged[i] = takeLeft ? left[l++] : right[r++];
        }

        return merged;
    }
}
