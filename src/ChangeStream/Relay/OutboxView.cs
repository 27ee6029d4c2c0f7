using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;

namespace MemberGrains.ChangeStream.Relay;

/// <summary>
/// The outbox as it was last read. A center that is slower than the other takes its rows from here; the outbox is read
/// again only when there may be more in it, and what every center has confirmed is not read again at all.
/// </summary>
internal sealed class OutboxView(RelayContext context, ImmutableArray<CenterLink> links, CancellationToken stopping)
{
    private ImmutableArray<OutboxItem> _items = [];
    private bool _mayHaveMore = true;
    private int _changes = -1;

    /// <summary>Something may have entered the outbox.</summary>
    public void Hinted() => _mayHaveMore = true;

    /// <summary>Every row that some center has yet to be told, unless there are more than a message full of them.</summary>
    public async ValueTask<ImmutableArray<OutboxItem>> ItemsAsync()
    {
        int changes = links.Sum(link => link.Changes);
        if (!_mayHaveMore && changes == _changes) return _items;
        var known = KnownToAll();
        int ahead = links.Max(link => link.Held) - (known == default ? 0 : (int)(known.Last - known.First + 1));
        int limit = Math.Clamp(ahead, 0, context.Options.Window) + context.Options.BatchSize;
        _items = await context.Outbox.ReadAsync(context.Cluster, known, limit, stopping);
        (_mayHaveMore, _changes) = (_items.Length == limit, changes);
        return _items;
    }

    /// <summary>The longest run of ids that all centers that are not out have confirmed: ids have few gaps.</summary>
    private OutboxRange KnownToAll()
    {
        OutboxRange longest = default, run = default;
        foreach (long id in links.RemoveAll(link => link.Mark is not null).ConfirmedByAll().Order())
        {
            run = run != default && id == run.Last + 1 ? run with { Last = id } : new OutboxRange(id, id);
            if (longest == default || run.Last - run.First > longest.Last - longest.First) longest = run;
        }

        return longest;
    }
}
