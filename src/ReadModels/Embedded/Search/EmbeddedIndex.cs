using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.ReadModels.Embedded.Search;

/// <summary>
/// Identity and member documents of one cluster. It needs no timer to refresh: what was written before a tick of the
/// refresh interval is shown by the first call after it.
/// </summary>
internal sealed class EmbeddedIndex(TimeSpan refreshInterval, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly DocumentIndex<Relation> _identities = new(static relation => relation.Identity.Text, static relation => relation.Version);
    private readonly DocumentIndex<MemberTouch> _members = new(static member => member.MemberId, static member => member.MemberVersion);
    private readonly KeyOrder _order = new();
    private DateTimeOffset _nextTick = time.GetUtcNow() + refreshInterval;

    public BulkResult Write(SearchBatch batch)
    {
        lock (_gate)
        {
            Tick();
            var result = default(BulkResult);
            foreach (var relation in batch.Identities) result += _identities.Write(relation);
            foreach (var member in batch.Members) result += _members.Write(member);
            return result;
        }
    }

    public ImmutableArray<Relation?> Identities(ImmutableArray<IdentityKey> keys)
    {
        lock (_gate)
        {
            Tick();
            return ImmutableArray.CreateRange(keys, key => _identities.Find(key.Text));
        }
    }

    public ImmutableArray<MemberTouch?> Members(ImmutableArray<string> ids)
    {
        lock (_gate)
        {
            Tick();
            return ImmutableArray.CreateRange(ids, id => _members.Find(id));
        }
    }

    /// <summary>The identity documents by key: to be read without the lock.</summary>
    public IndexedDocument<Relation>[] Sorted()
    {
        lock (_gate)
        {
            Tick();
            return _order.Snapshot(_identities);
        }
    }

    public SearchCounts Count()
    {
        lock (_gate)
        {
            Tick();
            return new SearchCounts(_identities.Count, _members.Count);
        }
    }

    public void Refresh()
    {
        lock (_gate) Show();
    }

    private void Tick()
    {
        var now = time.GetUtcNow();
        if (now < _nextTick) return;
        Show();
        long ticks = (now - _nextTick).Ticks / refreshInterval.Ticks;
        _nextTick += refreshInterval * (ticks + 1);
    }

    private void Show()
    {
        _identities.Refresh(_order.Add);
        _members.Refresh(null);
    }
}
