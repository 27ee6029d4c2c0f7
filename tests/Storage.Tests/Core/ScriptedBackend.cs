using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Port.Backend;

namespace MemberGrains.Storage.Tests.Core;

/// <summary>A backend that does what a test says, to look at the core above it; the calls no test scripts are refused.</summary>
internal sealed class ScriptedBackend(string cluster) : IClusterBackend
{
    public string Cluster => cluster;

    public bool Disposed { get; private set; }

    public Func<CommitBatch, Task<ImmutableArray<RowVerdict>>> OnCommit { get; set; } =
        batch => Task.FromResult(batch.Commits.Select(_ => new RowVerdict(CommitResult.Committed)).ToImmutableArray());

    public Func<ImmutableArray<IdentityKey>, Task<ImmutableArray<LoadedIdentity>>> OnLoad { get; set; } =
        keys => Task.FromResult(keys.Select(key => new LoadedIdentity(IdentityRow.Absent(key), 1, [])).ToImmutableArray());

    public Func<ImmutableArray<RowStamp>, Task<ImmutableArray<bool>>> OnConfirm { get; set; } =
        stamps => Task.FromResult(stamps.Select(_ => true).ToImmutableArray());

    public Func<Task<DateTimeOffset>> OnPublishedThrough { get; set; } = () => throw Unscripted();

    public ValueTask<ImmutableArray<RowVerdict>> CommitAsync(CommitBatch batch, CancellationToken cancellation) => new(OnCommit(batch));

    public async ValueTask<ReadResults> ReadAsync(ReadBatch batch, CancellationToken cancellation) => new(
        batch.Rows.IsEmpty ? [] : await OnLoad(batch.Rows),
        batch.Answers.IsEmpty ? [] : throw Unscripted(),
        batch.Stamps.IsEmpty ? [] : await OnConfirm(batch.Stamps));

    public ValueTask<ImmutableArray<ReplicaRow>> ReadReplicaAsync(string center, ImmutableArray<IdentityKey> keys, CancellationToken cancellation) =>
        new(cluster == "c1"
            ? throw new InvalidOperationException("The replica is gone.")
            : keys.Select(key => new ReplicaRow(IdentityRow.Absent(key), DateTimeOffset.UnixEpoch)).ToImmutableArray());

    public ValueTask<ImmutableArray<ReplayedIdentity>> ScanAsync(Slot slot, IdentityKey? after, int limit, CancellationToken cancellation) => throw Unscripted();

    public ValueTask<long> ReadEpochAsync(Slot slot, CancellationToken cancellation) => throw Unscripted();

    public ValueTask<bool> AdvanceEpochAsync(Slot slot, long expected, CancellationToken cancellation) => throw Unscripted();

    public ValueTask<ImmutableArray<HistoryEntry>> ReadHistoryAsync(IdentityKey key, long? before, int limit, CancellationToken cancellation) => throw Unscripted();

    public ValueTask<HistoryEntry?> FindAsOfAsync(IdentityKey key, DateTimeOffset time, CancellationToken cancellation) => throw Unscripted();

    public ValueTask<HistoryEntry?> FindOperationAsync(IdentityKey key, string operationId, CancellationToken cancellation) => throw Unscripted();

    public ValueTask<DecidedChange?> FindDecisionAsync(Slot slot, string operationId, CancellationToken cancellation) => throw Unscripted();

    public ValueTask<HistoryEntry?> FindVersionAsync(IdentityKey key, long version, CancellationToken cancellation) => throw Unscripted();

    public ValueTask<ImmutableArray<ChangeEvent>> ScanHistoryAsync(
        Slot slot, IdentityKey? afterKey, long afterVersion, int limit, CancellationToken cancellation) => throw Unscripted();

    public ValueTask<ImmutableArray<OutboxItem>> ReadOutboxAsync(OutboxRange known, int limit, CancellationToken cancellation) => throw Unscripted();

    public ValueTask<bool> DeleteOutboxAsync(ImmutableArray<long> ids, long fence, CancellationToken cancellation) => throw Unscripted();

    public async ValueTask<PublishedThrough> PublishedThroughAsync(CancellationToken cancellation) => new(await OnPublishedThrough(), []);

    public ValueTask<bool> MarkOutAsync(string center, long fence, CancellationToken cancellation) => throw Unscripted();

    public ValueTask HoldAsync(string center, bool held, CancellationToken cancellation) => throw Unscripted();

    public ValueTask<bool> MoveToBacklogAsync(string center, ImmutableArray<long> ids, long fence, CancellationToken cancellation) => throw Unscripted();

    public ValueTask<ImmutableArray<OutboxItem>> ReadBacklogAsync(string center, int limit, CancellationToken cancellation) => throw Unscripted();

    public ValueTask<bool> DeleteBacklogAsync(string center, ImmutableArray<long> ids, long fence, CancellationToken cancellation) => throw Unscripted();

    public ValueTask<bool> ReturnAsync(string center, long fence, CancellationToken cancellation) => throw Unscripted();

    public ValueTask<long?> AcquireFenceAsync(string job, string owner, TimeSpan lease, CancellationToken cancellation) => throw Unscripted();

    public ValueTask ReleaseFenceAsync(string job, string owner, CancellationToken cancellation) => throw Unscripted();

    public ValueTask<ImmutableArray<UnfinishedRow>> ReadUnfinishedAsync(DateTimeOffset since, int limit, CancellationToken cancellation) => throw Unscripted();

    public ValueTask<ImmutableArray<UnfinishedRow>> FindUnfinishedAsync(string operationId, CancellationToken cancellation) => throw Unscripted();

    public ValueTask<int> DeleteAnswersAsync(DateTimeOffset before, int limit, CancellationToken cancellation) => throw Unscripted();

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        return ValueTask.CompletedTask;
    }

    private static InvalidOperationException Unscripted() => new("No test scripts this call.");
}
