using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Faults;
using MemberGrains.Storage.MySql.Reading;
using MemberGrains.Storage.MySql.Text;
using MemberGrains.Storage.MySql.Writing;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Port.Backend;
using MemberGrains.Storage.Threads;
using Polly;

namespace MemberGrains.Storage.MySql;

/// <summary>One physical cluster in MySQL: writes and strong reads at its primary, replica reads near their center.</summary>
internal sealed class MySqlClusterBackend(
    string cluster, PrimaryWrites writes, DedicatedThreads<NodeSession> readers, Replicas replicas, ReadReplica replicaRead, Heartbeat heartbeat,
    ClusterPipelines pipelines, StoreClock clock) : IClusterBackend
{
    private readonly JobWrites _jobs = new(clock);
    private readonly RelayWrites _relay = new(clock);

    public string Cluster => cluster;

    public ValueTask<ImmutableArray<RowVerdict>> CommitAsync(CommitBatch batch, CancellationToken cancellation) =>
        RunAsync(pipelines.Commit, token => writes.CommitAsync(batch, token, cancellation), cancellation);

    public ValueTask<ReadResults> ReadAsync(ReadBatch batch, CancellationToken cancellation) =>
        RunAsync(pipelines.Read, token => OnReaderAsync(connection => ReadRows.Run(connection, batch), token), cancellation);

    public async ValueTask<ImmutableArray<ReplicaRow>> ReadReplicaAsync(string center, ImmutableArray<IdentityKey> keys, CancellationToken cancellation)
    {
        if (keys.IsEmpty) return [];
        return await replicas.ReadAsync(center, keys, cancellation)
            ?? await RunAsync(pipelines.Read, token => OnReaderAsync(connection => replicaRead.AtPrimary(connection, keys), token), cancellation);
    }

    public ValueTask<ImmutableArray<ReplayedIdentity>> ScanAsync(Slot slot, IdentityKey? after, int limit, CancellationToken cancellation) =>
        ReadAsync(connection => ReadSlot.Scan(connection, slot, after, limit), cancellation);

    public ValueTask<long> ReadEpochAsync(Slot slot, CancellationToken cancellation) =>
        ReadAsync(connection => ReadSlot.Epoch(connection, slot), cancellation);

    public ValueTask<bool> AdvanceEpochAsync(Slot slot, long expected, CancellationToken cancellation) =>
        WriteAsync(connection => JobWrites.AdvanceEpoch(connection, slot, expected), cancellation);

    public ValueTask<ImmutableArray<HistoryEntry>> ReadHistoryAsync(IdentityKey key, long? before, int limit, CancellationToken cancellation) =>
        ReadAsync(connection => ReadHistory.Page(connection, key, before, limit), cancellation);

    public ValueTask<HistoryEntry?> FindAsOfAsync(IdentityKey key, DateTimeOffset time, CancellationToken cancellation) =>
        ReadAsync(connection => ReadHistory.AsOf(connection, key, time), cancellation);

    public ValueTask<HistoryEntry?> FindOperationAsync(IdentityKey key, string operationId, CancellationToken cancellation) =>
        ReadAsync(connection => ReadHistory.Operation(connection, key, operationId), cancellation);

    public ValueTask<DecidedChange?> FindDecisionAsync(Slot slot, string operationId, CancellationToken cancellation) =>
        ReadAsync(connection => ReadHistory.Decision(connection, slot, operationId), cancellation);

    public ValueTask<HistoryEntry?> FindVersionAsync(IdentityKey key, long version, CancellationToken cancellation) =>
        ReadAsync(connection => ReadHistory.Version(connection, key, version), cancellation);

    public ValueTask<ImmutableArray<ChangeEvent>> ScanHistoryAsync(
        Slot slot, IdentityKey? afterKey, long afterVersion, int limit, CancellationToken cancellation) =>
        ReadAsync(connection => ReadHistory.Scan(connection, slot, afterKey, afterVersion, limit), cancellation);

    public ValueTask<ImmutableArray<OutboxItem>> ReadOutboxAsync(OutboxRange known, int limit, CancellationToken cancellation) =>
        ReadAsync(connection => ReadOutbox.Oldest(connection, known, limit), cancellation);

    public ValueTask<bool> DeleteOutboxAsync(ImmutableArray<long> ids, long fence, CancellationToken cancellation) =>
        WriteAsync(connection => RelayWrites.DeleteOutbox(connection, ids, fence), cancellation);

    public ValueTask<PublishedThrough> PublishedThroughAsync(CancellationToken cancellation) =>
        ReadAsync(connection => ReadPublished.Run(connection, clock), cancellation);

    public ValueTask<bool> MarkOutAsync(string center, long fence, CancellationToken cancellation) =>
        WriteAsync(connection => _relay.MarkOut(connection, center, fence), cancellation);

    public async ValueTask HoldAsync(string center, bool held, CancellationToken cancellation) =>
        await WriteAsync(connection => _relay.Hold(connection, center, held), cancellation);

    public ValueTask<bool> MoveToBacklogAsync(string center, ImmutableArray<long> ids, long fence, CancellationToken cancellation) =>
        WriteAsync(connection => RelayWrites.MoveToBacklog(connection, center, ids, fence), cancellation);

    public ValueTask<ImmutableArray<OutboxItem>> ReadBacklogAsync(string center, int limit, CancellationToken cancellation) =>
        ReadAsync(connection => ReadOutbox.Backlog(connection, center, limit), cancellation);

    public ValueTask<bool> DeleteBacklogAsync(string center, ImmutableArray<long> ids, long fence, CancellationToken cancellation) =>
        WriteAsync(connection => RelayWrites.DeleteBacklog(connection, center, ids, fence), cancellation);

    public ValueTask<bool> ReturnAsync(string center, long fence, CancellationToken cancellation) =>
        WriteAsync(connection => RelayWrites.Return(connection, center, fence), cancellation);

    public ValueTask<long?> AcquireFenceAsync(string job, string owner, TimeSpan lease, CancellationToken cancellation) =>
        WriteAsync(connection => _jobs.AcquireFence(connection, job, owner, lease), cancellation);

    public async ValueTask ReleaseFenceAsync(string job, string owner, CancellationToken cancellation) =>
        await WriteAsync(connection => JobWrites.ReleaseFence(connection, job, owner), cancellation);

    public ValueTask<ImmutableArray<UnfinishedRow>> ReadUnfinishedAsync(DateTimeOffset since, int limit, CancellationToken cancellation) =>
        ReadAsync(connection => ReadUnfinished.Oldest(connection, since, limit), cancellation);

    public ValueTask<ImmutableArray<UnfinishedRow>> FindUnfinishedAsync(string operationId, CancellationToken cancellation) =>
        ReadAsync(connection => ReadUnfinished.OfOperation(connection, operationId), cancellation);

    public ValueTask<int> DeleteAnswersAsync(DateTimeOffset before, int limit, CancellationToken cancellation) =>
        WriteAsync(connection => JobWrites.DeleteAnswers(connection, before, limit), cancellation);

    public async ValueTask DisposeAsync()
    {
        await heartbeat.DisposeAsync();
        await replicas.DisposeAsync();
        await readers.DisposeAsync();
        await writes.DisposeAsync();
    }

    private ValueTask<TResult> ReadAsync<TResult>(Func<NodeConnection, TResult> read, CancellationToken cancellation) =>
        RunAsync(pipelines.JobRead, token => OnReaderAsync(read, token), cancellation);

    private ValueTask<TResult> WriteAsync<TResult>(Func<NodeConnection, TResult> write, CancellationToken cancellation) =>
        RunAsync(pipelines.JobWrite, token => writes.JobAsync(write, token, cancellation), cancellation);

    private async ValueTask<TResult> OnReaderAsync<TResult>(Func<NodeConnection, TResult> read, CancellationToken given) =>
        await readers.RunAsync(session => session.Read(read), given).AsTask().WaitAsync(given);

    private async ValueTask<TResult> RunAsync<TResult>(ResiliencePipeline pipeline, Func<CancellationToken, ValueTask<TResult>> call, CancellationToken cancellation)
    {
        try
        {
            return await pipeline.ExecuteAsync(call, cancellation);
        }
        catch (Exception fault) when (MySqlFaults.OfPipeline(cluster, fault) is { } refusal)
        {
            throw refusal;
        }
    }
}
