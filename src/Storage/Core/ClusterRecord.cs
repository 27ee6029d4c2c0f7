using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Port.Backend;
using Microsoft.Extensions.Logging;

namespace MemberGrains.Storage.Core;

/// <summary>One physical cluster behind its queues.</summary>
internal sealed class ClusterRecord : IAsyncDisposable
{
    private readonly IClusterBackend _backend;
    private readonly ILogger _log;
    private readonly Batcher<WriteItem, RowVerdict> _writes;
    private readonly Batcher<ReadItem, ReadFound> _reads;

    public ClusterRecord(IClusterBackend backend, RecordOptions options, TimeProvider time, TaskScheduler scheduler, ILogger log)
    {
        _backend = backend;
        _log = log;
        Signal = new OutboxSignal(time);
        Direct = new DirectReads(backend, options.QueueCapacity);
        _writes = Make<WriteItem, RowVerdict>("Writes", "commit", options.MaxCommitBatch, 1, Faults.OfWrite, WriteAsync);
        _reads = Make<ReadItem, ReadFound>("Reads", "read", options.MaxReadBatch, options.ReadsInFlight, Faults.OfRead,
            items => ReadQueue.SendAsync(backend, items));
        Replicas = new ReplicaBatchers(center => Make<ImmutableArray<IdentityKey>, ImmutableArray<ReplicaRow>>(
            "Replica reads", "replica", options.MaxReadBatch, options.ReadsInFlight, Faults.OfRead, chunks => ReadReplicaAsync(center, chunks)));

        Batcher<TItem, TResult> Make<TItem, TResult>(
            string what, string operation, int maxBatch, int inFlight, Func<Exception, Exception> fault, Func<ImmutableArray<TItem>, ValueTask<ImmutableArray<TResult>>> send) =>
            new(new BatcherShape(backend.Cluster, what, options.QueueCapacity, maxBatch, inFlight, fault), scheduler, new BatchMeter(backend.Cluster, operation, time, log), send);
    }

    public string Id => _backend.Cluster;

    public ReplicaBatchers Replicas { get; }

    /// <summary>Calls that are too rare, or too much of a range, to be batched.</summary>
    public DirectReads Direct { get; }

    public OutboxSignal Signal { get; }

    /// <exception cref="InvalidOperationException">The commit contradicts the record: a bug of the caller; nothing was written.</exception>
    public async Task<CommitResult> CommitAsync(RowCommit commit, CancellationToken cancellation)
    {
        var verdict = await _writes.AskAsync(new WriteItem(commit, default), cancellation);
        if (verdict is { Refusal: null, Result: CommitResult.Committed }) return CommitResult.Committed;
        string reason = verdict.Refusal is not null ? "refused" : verdict.Result == CommitResult.Stale ? "stale" : "epoch";
        StorageMeter.StaleWrites.Add(1, new("cluster", Id), new("reason", reason));
        if (verdict.Refusal is not { } refusal) return verdict.Result;
        StorageLog.CommitRefused(_log, Slot.Of(commit.Expected.Key).ToString(), Id, refusal);
        throw new InvalidOperationException($"The commit is refused: {refusal}");
    }

    public async Task<LoadedIdentity> LoadAsync(IdentityKey key, CancellationToken cancellation) =>
        (await _reads.AskAsync(new ReadItem(key, null, null), cancellation)).Row!;

    public async Task<bool> ConfirmAsync(RowStamp stamp, CancellationToken cancellation) =>
        (await _reads.AskAsync(new ReadItem(null, null, stamp), cancellation)).Held;

    public async Task<RecordedAnswer?> FindAnswerAsync(AnswerKey key, CancellationToken cancellation) =>
        (await _reads.AskAsync(new ReadItem(null, key, null), cancellation)).Answer;

    public Task FinishAsync(FinishedOperation operation, CancellationToken cancellation) =>
        _writes.AskAsync(new WriteItem(null, operation), cancellation);

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_writes.CloseAsync(), _reads.CloseAsync(), Replicas.CloseAsync());
        await _backend.DisposeAsync();
    }

    private async ValueTask<ImmutableArray<RowVerdict>> WriteAsync(ImmutableArray<WriteItem> items)
    {
        var commits = ImmutableArray.CreateBuilder<RowCommit>(items.Length);
        var finished = ImmutableArray.CreateBuilder<FinishedOperation>();
        foreach (var item in items)
        {
            if (item.Commit is { } commit) commits.Add(commit);
            else finished.Add(item.Finished);
        }

        var verdicts = await _backend.CommitAsync(new CommitBatch(commits.DrainToImmutable(), finished.DrainToImmutable()), CancellationToken.None);
        var results = ImmutableArray.CreateBuilder<RowVerdict>(items.Length);
        bool news = false;
        int next = 0;
        foreach (var item in items)
        {
            var verdict = item.Commit is null ? new RowVerdict(CommitResult.Committed) : verdicts[next++];
            news |= item.Commit?.Entry is not null && verdict is { Refusal: null, Result: CommitResult.Committed };
            results.Add(verdict);
        }

        if (news) Signal.Raise();
        return results.MoveToImmutable();
    }

    private async ValueTask<ImmutableArray<ImmutableArray<ReplicaRow>>> ReadReplicaAsync(string center, ImmutableArray<ImmutableArray<IdentityKey>> chunks)
    {
        var rows = await _backend.ReadReplicaAsync(center, [.. chunks.SelectMany(chunk => chunk)], CancellationToken.None);
        var results = ImmutableArray.CreateBuilder<ImmutableArray<ReplicaRow>>(chunks.Length);
        int next = 0;
        foreach (var chunk in chunks)
        {
            results.Add(rows.Slice(next, chunk.Length));
            next += chunk.Length;
        }

        return results.MoveToImmutable();
    }
}
