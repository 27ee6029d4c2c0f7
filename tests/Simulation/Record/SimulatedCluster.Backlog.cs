using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;

namespace MemberGrains.Simulation.Record;

/// <summary>Centers marked out and their backlogs.</summary>
public sealed partial class SimulatedCluster
{
    /// <inheritdoc/>
    public ValueTask<bool> MarkOutAsync(string center, long fence, CancellationToken cancellation) =>
        ReadAsync(() => IsRelays(fence) && Mark(center));

    /// <inheritdoc/>
    public async ValueTask HoldAsync(string center, bool held, CancellationToken cancellation) => await ReadAsync(() =>
    {
        if (held) Mark(center);
        if (tables.Out.TryGetValue(center, out var mark)) tables.Out[center] = mark with { Held = held };
        return true;
    });

    /// <inheritdoc/>
    public ValueTask<bool> MoveToBacklogAsync(string center, ImmutableArray<long> ids, long fence, CancellationToken cancellation) => ReadAsync(() =>
    {
        if (!IsRelays(fence) || !tables.Out.ContainsKey(center)) return false;
        foreach (long id in ids)
        {
            if (tables.Outbox.Remove(id, out var item)) tables.Backlog.Add((center, id), item.Event);
        }

        return true;
    });

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<OutboxItem>> ReadBacklogAsync(string center, int limit, CancellationToken cancellation) =>
        ReadAsync(() => BacklogOf(center).Take(limit).ToImmutableArray());

    /// <inheritdoc/>
    public ValueTask<bool> DeleteBacklogAsync(string center, ImmutableArray<long> ids, long fence, CancellationToken cancellation) => ReadAsync(() =>
    {
        if (!IsRelays(fence)) return false;
        foreach (long id in ids) tables.Backlog.Remove((center, id));
        return true;
    });

    /// <inheritdoc/>
    public ValueTask<bool> ReturnAsync(string center, long fence, CancellationToken cancellation) => ReadAsync(() =>
        IsRelays(fence) && tables.Out.TryGetValue(center, out var mark) && !mark.Held && !BacklogOf(center).Any() && tables.Out.Remove(center));

    private bool Mark(string center)
    {
        if (tables.Out.TryAdd(center, new CenterOut(center, clock.GetUtcNow(), Held: false, Waiting: 0))) tables.MarkedOut++;
        return true;
    }

    private bool IsRelays(long fence) => tables.Fences.TryGetValue(OutboxRelayJob.Name, out var held) && held.Token == fence;

    private IEnumerable<OutboxItem> BacklogOf(string center) =>
        tables.Backlog.Where(item => item.Key.Center == center).Select(item => new OutboxItem(item.Key.Id, item.Value));
}
