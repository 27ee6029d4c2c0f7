using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Port.Backend;
using MemberGrains.Storage.Sqlite.Reading;
using MemberGrains.Storage.Threads;
using MemberGrains.Storage.Sqlite.Writing;

namespace MemberGrains.Storage.Sqlite;

/// <summary>One physical cluster in one SQLite file: one thread writes and reads for grains, a few read, each in snapshots.</summary>
internal sealed class SqliteClusterBackend(
    string cluster, WriteSession writer, IReadOnlyCollection<ReadSession> readers, StoreClock clock, Settlement settlement, TimeProvider time) : IClusterBackend
{
    private static readonly TimeSpan _longestWait = TimeSpan.FromMilliseconds(30);

    private readonly DedicatedThreads<WriteSession> _writer = new($"record {cluster} writer", [writer]);
    private readonly DedicatedThreads<ReadSession> _readers = new($"record {cluster} reader", readers);

    public string Cluster => cluster;

    public ValueTask<ImmutableArray<RowVerdict>> CommitAsync(CommitBatch batch, CancellationToken cancellation) =>
        _writer.RunAsync(session => session.Commit(batch), cancellation);

    /// <summary>
    /// Read by the writer between two commits, whose pages are all in memory (<see cref="RowReader"/>); beside it where a
    /// commit takes long, because reads must not stand still with a disk that writes slowly.
    /// </summary>
    public async ValueTask<ReadResults> ReadAsync(ReadBatch batch, CancellationToken cancellation)
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var between = _writer.RunAsync(session => session.Read(batch), given.Token).AsTask();
        try
        {
            return await between.WaitAsync(_longestWait, time, cancellation);
        }
        catch (TimeoutException)
        {
            given.Cancel();
            return between.IsCompletedSuccessfully ? await between : await ReadAsync(session => session.Rows.Read(batch), cancellation);
        }
    }

    /// <summary>Both centers read the one file, in a snapshot of their own.</summary>
    public ValueTask<ImmutableArray<ReplicaRow>> ReadReplicaAsync(string center, ImmutableArray<IdentityKey> keys, CancellationToken cancellation) =>
        _readers.RunAsync(
            session =>
            {
                // Before the snapshot: what was committed up to here is in it.
                var caughtUpTo = DateTimeOffset.FromUnixTimeMilliseconds(clock.Now());
                return session.Read(snapshot => snapshot.Rows.ReadReplica(keys, caughtUpTo));
            },
            cancellation);

    public ValueTask<ImmutableArray<ReplayedIdentity>> ScanAsync(Slot slot, IdentityKey? after, int limit, CancellationToken cancellation) =>
        ReadAsync(session => session.RowScan.Run(slot, after, limit), cancellation);

    public ValueTask<long> ReadEpochAsync(Slot slot, CancellationToken cancellation) =>
        ReadAsync(session => session.Epoch.Run(slot), cancellation);

    public ValueTask<bool> AdvanceEpochAsync(Slot slot, long expected, CancellationToken cancellation) =>
        _writer.RunAsync(session => session.AdvanceEpoch(slot, expected), cancellation);

    public ValueTask<ImmutableArray<HistoryEntry>> ReadHistoryAsync(IdentityKey key, long? before, int limit, CancellationToken cancellation) =>
        ReadAsync(session => session.History.Run(key, before, limit), cancellation);

    public ValueTask<HistoryEntry?> FindAsOfAsync(IdentityKey key, DateTimeOffset time, CancellationToken cancellation) =>
        ReadAsync(session => session.AsOf.Run(key, time), cancellation);

    public ValueTask<HistoryEntry?> FindOperationAsync(IdentityKey key, string operationId, CancellationToken cancellation) =>
        ReadAsync(session => session.Operation.Run(key, operationId), cancellation);

    public ValueTask<DecidedChange?> FindDecisionAsync(Slot slot, string operationId, CancellationToken cancellation) =>
        ReadAsync(session => session.Decision.Run(slot, operationId), cancellation);

    public ValueTask<HistoryEntry?> FindVersionAsync(IdentityKey key, long version, CancellationToken cancellation) =>
        ReadAsync(session => session.Version.Run(key, version), cancellation);

    public ValueTask<ImmutableArray<ChangeEvent>> ScanHistoryAsync(
        Slot slot, IdentityKey? afterKey, long afterVersion, int limit, CancellationToken cancellation) =>
        ReadAsync(session => session.HistoryScan.Run(slot, afterKey, afterVersion, limit), cancellation);

    public ValueTask<ImmutableArray<OutboxItem>> ReadOutboxAsync(OutboxRange known, int limit, CancellationToken cancellation) =>
        ReadAsync(session => session.Outbox.Run(known, limit), cancellation);

    public ValueTask<bool> DeleteOutboxAsync(ImmutableArray<long> ids, long fence, CancellationToken cancellation) =>
        _writer.RunAsync(session => session.DeleteOutbox(ids, fence), cancellation);

    public ValueTask<PublishedThrough> PublishedThroughAsync(CancellationToken cancellation) =>
        _readers.RunAsync(
            session =>
            {
                // Before the snapshot: a commit that it does not show is later than this.
                long now = clock.Now();
                var (oldest, marks) = session.Read(snapshot => (snapshot.OldestUnpublished.Run(), snapshot.CentersOut.Run()));
                return new PublishedThrough(DateTimeOffset.FromUnixTimeMilliseconds(oldest is { } since ? Math.Min(now, since - 1) : now), marks);
            },
            cancellation);

    public ValueTask<bool> MarkOutAsync(string center, long fence, CancellationToken cancellation) =>
        _writer.RunAsync(session => session.UnderRelay(fence, session.Backlogs.MarkOut, center), cancellation);

    public async ValueTask HoldAsync(string center, bool held, CancellationToken cancellation) =>
        await _writer.RunAsync(session => session.Hold(center, held), cancellation);

    public ValueTask<bool> MoveToBacklogAsync(string center, ImmutableArray<long> ids, long fence, CancellationToken cancellation) =>
        _writer.RunAsync(session => session.MoveToBacklog(center, ids, fence), cancellation);

    public ValueTask<ImmutableArray<OutboxItem>> ReadBacklogAsync(string center, int limit, CancellationToken cancellation) =>
        ReadAsync(session => session.Backlog.Run(center, limit), cancellation);

    public ValueTask<bool> DeleteBacklogAsync(string center, ImmutableArray<long> ids, long fence, CancellationToken cancellation) =>
        _writer.RunAsync(session => session.UnderRelay(fence, name => session.Backlogs.Delete(name, ids), center), cancellation);

    public ValueTask<bool> ReturnAsync(string center, long fence, CancellationToken cancellation) =>
        _writer.RunAsync(session => session.UnderRelay(fence, session.Backlogs.Return, center), cancellation);

    public ValueTask<long?> AcquireFenceAsync(string job, string owner, TimeSpan lease, CancellationToken cancellation) =>
        _writer.RunAsync(session => session.AcquireFence(job, owner, lease), cancellation);

    public async ValueTask ReleaseFenceAsync(string job, string owner, CancellationToken cancellation) =>
        await _writer.RunAsync(session => session.ReleaseFence(job, owner), cancellation);

    public ValueTask<ImmutableArray<UnfinishedRow>> ReadUnfinishedAsync(DateTimeOffset since, int limit, CancellationToken cancellation) =>
        ReadAsync(session => session.Unfinished.Run(since, limit), cancellation);

    public ValueTask<ImmutableArray<UnfinishedRow>> FindUnfinishedAsync(string operationId, CancellationToken cancellation) =>
        ReadAsync(session => session.UnfinishedOperation.Run(operationId), cancellation);

    public ValueTask<int> DeleteAnswersAsync(DateTimeOffset before, int limit, CancellationToken cancellation) =>
        _writer.RunAsync(session => session.DeleteAnswers(before, limit), cancellation);

    public async ValueTask DisposeAsync()
    {
        // Readers first: the last connection to close writes the log back into the file, and readers can not write.
        await _readers.DisposeAsync();
        await _writer.DisposeAsync();
    }

    private ValueTask<TResult> ReadAsync<TResult>(Func<ReadSession, TResult> work, CancellationToken cancellation)
    {
        if (settlement.IsOpen) return SettledReadAsync(work, cancellation);
        return _readers.RunAsync(session => session.Read(work), cancellation);
    }

    private async ValueTask<TResult> SettledReadAsync<TResult>(Func<ReadSession, TResult> work, CancellationToken cancellation)
    {
        await _writer.RunAsync(session => session.Settle(), cancellation);
        return await _readers.RunAsync(session => session.Read(work), cancellation);
    }
}
