using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;

namespace MemberGrains.ChangeStream.Relay;

/// <summary>
/// The way of a center that can not confirm, under the relay's fence: marked, rows moved to its backlog, the backlog
/// published, the mark removed.
/// </summary>
internal sealed class OutCenters(RelayContext context, ImmutableArray<CenterLink> links, CancellationToken stopping)
{
    private readonly HashSet<string> _deep = new(StringComparer.Ordinal);

    /// <summary>
    /// What the store says of the marks. A center that was marked and is not any more was returned by this relay, or by
    /// one before it: in both cases its backlog was empty then.
    /// </summary>
    public void Learn(ImmutableArray<CenterOut> marks)
    {
        foreach (var link in links)
        {
            link.Set(marks.FirstOrDefault(mark => mark.Center == link.Center));
            Show(link);
        }
    }

    /// <summary>Marks who is overdue, and deletes and moves what can be. False when the fence is lost.</summary>
    public async ValueTask<bool> SettleAsync()
    {
        foreach (var link in links)
        {
            if (!await MarkAsync(link) || !await DeleteToldAsync(link) || !await MoveAsync(link)) return false;
        }

        return true;
    }

    /// <summary>Publishes a center's backlog; when nothing is left of it, removes the mark.</summary>
    public async ValueTask CatchUpAsync(CenterLink link, CenterOut mark)
    {
        if (!link.IsFree) return;
        if (!link.IsIdle)
        {
            link.Start([], fromBacklog: true);
            return;
        }

        var items = await context.Backlogs.ReadAsync(context.Cluster, link.Center, context.Options.BatchSize, stopping);
        if (items.Length == context.Options.BatchSize) _deep.Add(link.Center);
        else _deep.Remove(link.Center);
        link.Start(items, fromBacklog: true);
        if (!items.IsEmpty || mark.Held) return;
        if (!await context.Backlogs.ReturnAsync(context.Cluster, link.Center, context.Fence, stopping)) return;
        context.Logger.CenterReturned(link.Center, context.Cluster);
        link.Set(null);
        Show(link);
    }

    private async ValueTask<bool> MarkAsync(CenterLink link)
    {
        // While nobody confirms there is nothing to be gained: what no center has stays in the outbox.
        if (link.Mark is not null || !link.IsOverdue || links.All(other => other.IsFailing || other.Mark is not null)) return true;
        if (!await context.Backlogs.MarkOutAsync(context.Cluster, link.Center, context.Fence, stopping)) return false;
        context.Logger.CenterOut(link.Center, context.Cluster);
        link.Set(new CenterOut(link.Center, context.Time.GetUtcNow(), Held: false, Waiting: 0));
        Show(link);
        return true;
    }

    private async ValueTask<bool> DeleteToldAsync(CenterLink link)
    {
        var told = link.Told;
        if (told.IsEmpty) return true;
        if (!await context.Backlogs.DeleteAsync(context.Cluster, link.Center, told, context.Fence, stopping)) return false;
        link.ForgetTold(told);
        return true;
    }

    private async ValueTask<bool> MoveAsync(CenterLink link)
    {
        if (link.Mark is null || IsNearlyBack(link)) return true;
        var ids = ConfirmedByAllBut(link);
        if (ids.IsEmpty) return true;
        if (!await context.Backlogs.MoveAsync(context.Cluster, link.Center, ids, context.Fence, stopping)) return false;
        link.Moved(ids);
        foreach (var other in links) other.Forget(ids);
        context.Metrics.Removed(context.Cluster, ids.Length);
        return true;
    }

    /// <summary>Its last message of backlog is under way: what comes now waits in the outbox, or it would never be done.</summary>
    private bool IsNearlyBack(CenterLink link) => !link.IsFailing && !_deep.Contains(link.Center) && link.Mark is { Held: false };

    private ImmutableArray<long> ConfirmedByAllBut(CenterLink link) =>
        [.. links.Remove(link).ConfirmedByAll().Where(id => !link.Confirmed.Contains(id)).Order()];

    private void Show(CenterLink link) => context.Metrics.Backlogs.Set(context.Cluster, link.Center, link.Mark);
}
