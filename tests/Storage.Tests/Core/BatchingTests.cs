using System.Collections.Immutable;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Port.Backend;

namespace MemberGrains.Storage.Tests.Core;

public sealed class BatchingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task What_comes_while_a_batch_is_under_way_goes_together_into_the_next()
    {
        await using var stand = new CoreStand();
        var gate = new Gate<CommitBatch, ImmutableArray<RowVerdict>>(Committed);
        stand.C0.OnCommit = gate.PassAsync;
        var first = CommitAsync(stand);
        await gate.Arrived(1);
        Task<CommitResult>[] others = [.. Enumerable.Range(0, 5).Select(_ => CommitAsync(stand))];
        gate.Open();
        await Task.WhenAll([first, .. others]);
        Assert.Equal([1, 5], gate.Seen.Select(batch => batch.Commits.Length));
    }

    [Fact]
    public async Task A_confirmation_never_rides_on_a_query_already_sent()
    {
        await using var stand = new CoreStand(new RecordOptions { ReadsInFlight = 1 });
        var gate = new Gate<ImmutableArray<RowStamp>, ImmutableArray<bool>>(stamps => [.. stamps.Select(_ => true)]);
        stand.C0.OnConfirm = gate.PassAsync;
        var stamp = new RowStamp(CoreStand.KeyOf("c0"), 1, 1);
        var early = stand.Record.Rows.ConfirmAsync(stamp, None).AsTask();
        await gate.Arrived(1);
        var late = stand.Record.Rows.ConfirmAsync(stamp, None).AsTask();
        gate.Open();
        Assert.True(await early && await late);
        Assert.Equal([1, 1], gate.Seen.Select(batch => batch.Length));
    }

    [Fact]
    public async Task A_batch_is_never_larger_than_allowed()
    {
        await using var stand = new CoreStand(new RecordOptions { MaxCommitBatch = 3 });
        var gate = new Gate<CommitBatch, ImmutableArray<RowVerdict>>(Committed);
        stand.C0.OnCommit = gate.PassAsync;
        var first = CommitAsync(stand);
        await gate.Arrived(1);
        Task<CommitResult>[] others = [.. Enumerable.Range(0, 7).Select(_ => CommitAsync(stand))];
        gate.Open();
        await Task.WhenAll([first, .. others]);
        Assert.Equal([1, 3, 3, 1], gate.Seen.Select(batch => batch.Commits.Length));
    }

    [Fact]
    public async Task A_full_queue_refuses_at_once_and_says_so()
    {
        await using var stand = new CoreStand(new RecordOptions { QueueCapacity = 2 });
        var gate = new Gate<CommitBatch, ImmutableArray<RowVerdict>>(Committed);
        stand.C0.OnCommit = gate.PassAsync;
        var sent = CommitAsync(stand);
        await gate.Arrived(1);
        Task<CommitResult>[] waiting = [CommitAsync(stand), CommitAsync(stand)];
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(stand));
        Assert.Contains("Writes of cluster c0 are behind: 2 are waiting already", refused.Message, StringComparison.Ordinal);
        Assert.Equal(CommitResult.Committed, await CommitAsync(stand, "c1"));
        gate.Open();
        Assert.All(await Task.WhenAll([sent, .. waiting]), result => Assert.Equal(CommitResult.Committed, result));
    }

    [Fact]
    public async Task A_caller_that_gave_up_before_its_batch_is_left_out()
    {
        await using var stand = new CoreStand();
        var gate = new Gate<CommitBatch, ImmutableArray<RowVerdict>>(Committed);
        stand.C0.OnCommit = gate.PassAsync;
        var sent = CommitAsync(stand);
        await gate.Arrived(1);
        using var impatient = new CancellationTokenSource();
        var given = stand.Record.Rows.CommitAsync(CoreStand.Registration("c0"), impatient.Token).AsTask();
        var stays = CommitAsync(stand);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        gate.Open();
        await Task.WhenAll(sent, stays);
        Assert.Equal([1, 1], gate.Seen.Select(batch => batch.Commits.Length));
    }

    [Fact]
    public async Task A_caller_can_stop_waiting_for_a_batch_that_hangs()
    {
        await using var stand = new CoreStand();
        var gate = new Gate<CommitBatch, ImmutableArray<RowVerdict>>(Committed);
        stand.C0.OnCommit = gate.PassAsync;
        using var impatient = new CancellationTokenSource();
        var sent = stand.Record.Rows.CommitAsync(CoreStand.Registration("c0"), impatient.Token).AsTask();
        await gate.Arrived(1);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
        gate.Open();
    }

    [Fact]
    public async Task Finished_operations_ride_with_the_commits()
    {
        await using var stand = new CoreStand();
        var gate = new Gate<CommitBatch, ImmutableArray<RowVerdict>>(Committed);
        stand.C0.OnCommit = gate.PassAsync;
        var key = CoreStand.KeyOf("c0");
        var first = CommitAsync(stand);
        await gate.Arrived(1);
        var finished = stand.Record.Rows.FinishAsync(key, "op_1", None).AsTask();
        var second = CommitAsync(stand);
        gate.Open();
        await Task.WhenAll(first, finished, second);
        Assert.Equal(new FinishedOperation(key, "op_1"), Assert.Single(gate.Seen[1].Finished));
        Assert.Single(gate.Seen[1].Commits);
    }

    [Fact]
    public async Task Everything_runs_on_the_scheduler_given()
    {
        var scheduler = new OneThreadScheduler();
        await using var stand = new CoreStand(scheduler: scheduler);
        var seen = new List<TaskScheduler>();
        stand.C0.OnLoad = keys =>
        {
            seen.Add(TaskScheduler.Current);
            return Task.FromResult(keys.Select(key => new LoadedIdentity(IdentityRow.Absent(key), 1, [])).ToImmutableArray());
        };
        var caller = Task.Factory.StartNew(
            async () =>
            {
                await stand.Record.Rows.LoadAsync(CoreStand.KeyOf("c0"), None);
                seen.Add(TaskScheduler.Current);
            },
            None, TaskCreationOptions.None, scheduler).Unwrap();
        scheduler.RunAll();
        Assert.True(caller.IsCompletedSuccessfully, "Some of the work left the scheduler.");
        Assert.Equal([scheduler, scheduler], seen);
    }

    private static ImmutableArray<RowVerdict> Committed(CommitBatch batch) => [.. batch.Commits.Select(_ => new RowVerdict(CommitResult.Committed))];

    private static Task<CommitResult> CommitAsync(CoreStand stand, string cluster = "c0") =>
        stand.Record.Rows.CommitAsync(CoreStand.Registration(cluster), None).AsTask();
}
