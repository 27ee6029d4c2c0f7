using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.ReadModels.Embedded.Search;

/// <summary>
/// Documents of one type by id, with external versions and a refresh. Not thread-safe: its owner holds a lock. Holds the
/// document objects as they come, which the three clusters of a process share.
/// </summary>
internal sealed class DocumentIndex<T>(Func<T, string> idOf, Func<T, long> versionOf)
    where T : class
{
    private readonly Dictionary<string, IndexedDocument<T>> _documents = new(StringComparer.Ordinal);
    private readonly List<IndexedDocument<T>> _unseen = [];

    /// <summary>Documents that searches see.</summary>
    public int Count { get; private set; }

    public IEnumerable<IndexedDocument<T>> All => _documents.Values;

    public BulkResult Write(T document)
    {
        string id = idOf(document);
        if (!_documents.TryGetValue(id, out var place)) _documents.Add(id, place = new IndexedDocument<T>(id));
        if ((place.Pending ?? place.Visible) is { } known)
        {
            long there = versionOf(known);
            long given = versionOf(document);
            if (there == given) return new BulkResult(0, 1, 0);
            if (there > given) return new BulkResult(0, 0, 1);
        }

        if (place.Pending is null) _unseen.Add(place);
        place.Pending = document;
        return new BulkResult(1, 0, 0);
    }

    public T? Find(string id) => _documents.TryGetValue(id, out var place) ? place.Visible : null;

    /// <summary>Shows what was written; <paramref name="appeared"/> hears of every document seen for the first time.</summary>
    public void Refresh(Action<IndexedDocument<T>>? appeared)
    {
        foreach (var place in _unseen)
        {
            bool isNew = place.Visible is null;
            place.Visible = place.Pending;
            place.Pending = null;
            if (!isNew) continue;
            Count++;
            appeared?.Invoke(place);
        }

        _unseen.Clear();
    }
}
