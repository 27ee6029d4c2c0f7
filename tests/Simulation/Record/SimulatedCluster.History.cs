using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;

namespace MemberGrains.Simulation.Record;

/// <summary>History and outbox.</summary>
public sealed partial class SimulatedCluster
{
    /// <inheritdoc/>
    public ValueTask<ImmutableArray<HistoryEntry>> ReadHistoryAsync(IdentityKey key, long? before, int limit, CancellationToken cancellation) =>
        ReadAsync(() => tables.HistoryOf(key).Reverse().Where(entry => entry.Version < (before ?? long.MaxValue)).Take(limit).ToImmutableArray());

    /// <inheritdoc/>
    public ValueTask<HistoryEntry?> FindAsOfAsync(IdentityKey key, DateTimeOffset time, CancellationToken cancellation) =>
        ReadAsync(() => tables.HistoryOf(key).LastOrDefault(entry => entry.At <= time));

    /// <inheritdoc/>
    public ValueTask<HistoryEntry?> FindOperationAsync(IdentityKey key, string operationId, CancellationToken cancellation) =>
        ReadAsync(() => tables.HistoryOf(key).FirstOrDefault(entry => entry.OperationId == operationId));

    /// <inheritdoc/>
    public ValueTask<DecidedChange?> FindDecisionAsync(Slot slot, string operationId, CancellationToken cancellation) =>
        ReadAsync(() => tables.Decisions.TryGetValue((slot, operationId), out var coordinator)
            ? new DecidedChange(coordinator, tables.HistoryOf(coordinator).First(entry => entry.OperationId == operationId))
            : null);

    /// <inheritdoc/>
    public ValueTask<HistoryEntry?> FindVersionAsync(IdentityKey key, long version, CancellationToken cancellation) =>
        ReadAsync(() => tables.HistoryOf(key).FirstOrDefault(entry => entry.Version == version));

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<ChangeEvent>> ScanHistoryAsync(Slot slot, IdentityKey? afterKey, long afterVersion, int limit, CancellationToken cancellation) =>
        ReadAsync(() => (from log in tables.History
                         where Slot.Of(log.Key) == slot
                         from entry in log.Value
                         where afterKey is null || log.Key > afterKey.Value || (log.Key == afterKey.Value && entry.Version > afterVersion)
                         select new ChangeEvent(log.Key, entry)).Take(limit).ToImmutableArray());

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<OutboxItem>> ReadOutboxAsync(OutboxRange known, int limit, CancellationToken cancellation) =>
        ReadAsync(() => tables.Outbox.Where(item => !known.Contains(item.Key)).Take(limit).Select(item => new OutboxItem(item.Key, item.Value.Event)).ToImmutableArray());

    /// <inheritdoc/>
    public ValueTask<bool> DeleteOutboxAsync(ImmutableArray<long> ids, long fence, CancellationToken cancellation) => ReadAsync(() =>
    {
        if (!IsRelays(fence)) return false;
        foreach (long id in ids) tables.Outbox.Remove(id);
        return true;
    });

    /// <inheritdoc/>
    public ValueTask<PublishedThrough> PublishedThroughAsync(CancellationToken cancellation) => ReadAsync(() =>
    {
        var through = clock.GetUtcNow();
        foreach (var (_, since) in tables.Outbox.Values) through = Below(through, since);
        foreach (var row in tables.Unfinished.Where(row => !row.Decided)) through = Below(through, row.Since);
        return new PublishedThrough(through, [.. tables.Out.Values.Select(mark => mark with { Waiting = BacklogOf(mark.Center).LongCount() })]);

        static DateTimeOffset Below(DateTimeOffset through, DateTimeOffset since) =>
            since.AddMilliseconds(-1) < through ? since.AddMilliseconds(-1) : through;
    });
}
