using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Port.Backend;

namespace MemberGrains.Storage.Tests.Core;

public sealed class FaultTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task An_unexpected_fault_of_a_write_is_an_unknown_fate()
    {
        await using var stand = new CoreStand();
        var cause = new IOException("the connection was lost");
        stand.C0.OnCommit = _ => throw cause;
        var fault = await Assert.ThrowsAsync<FateUnknownException>(() => CommitAsync(stand));
        Assert.Same(cause, fault.InnerException);
    }

    [Fact]
    public async Task An_unexpected_fault_of_a_read_is_an_unavailable_store()
    {
        await using var stand = new CoreStand();
        var cause = new IOException("the connection was lost");
        stand.C0.OnLoad = _ => throw cause;
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await stand.Record.Rows.LoadAsync(CoreStand.KeyOf("c0"), None));
        Assert.Same(cause, fault.InnerException);
    }

    [Fact]
    public async Task What_the_adapter_says_of_a_failed_write_is_passed_on()
    {
        await using var stand = new CoreStand();
        stand.C0.OnCommit = _ => throw new StoreUnavailableException("nothing was written");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(stand));
        stand.C0.OnCommit = _ => throw new FateUnknownException("who knows");
        await Assert.ThrowsAsync<FateUnknownException>(() => CommitAsync(stand));
    }

    [Fact]
    public async Task Each_caller_of_a_failed_batch_gets_an_exception_of_its_own()
    {
        await using var stand = new CoreStand();
        var gate = new Gate<CommitBatch, System.Collections.Immutable.ImmutableArray<RowVerdict>>(_ => throw new IOException("lost"));
        stand.C0.OnCommit = gate.PassAsync;
        Task[] asked = [CommitAsync(stand), CommitAsync(stand), CommitAsync(stand)];
        gate.Open();
        var faults = new List<Exception>();
        foreach (var task in asked) faults.Add(await Assert.ThrowsAsync<FateUnknownException>(() => task));
        Assert.Equal(3, faults.Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    [Fact]
    public async Task A_failed_batch_does_not_stop_the_next()
    {
        await using var stand = new CoreStand();
        stand.C0.OnCommit = _ => throw new IOException("lost");
        await Assert.ThrowsAsync<FateUnknownException>(() => CommitAsync(stand));
        stand.C0.OnCommit = new ScriptedBackend("c0").OnCommit;
        Assert.Equal(CommitResult.Committed, await CommitAsync(stand));
    }

    [Fact]
    public async Task An_adapter_that_loses_count_is_not_believed()
    {
        await using var stand = new CoreStand();
        stand.C0.OnConfirm = _ => Task.FromResult(System.Collections.Immutable.ImmutableArray<bool>.Empty);
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await stand.Record.Rows.ConfirmAsync(new RowStamp(CoreStand.KeyOf("c0"), 1, 1), None));
    }

    [Fact]
    public async Task A_shard_whose_replica_fails_gives_nulls_and_the_others_their_rows()
    {
        await using var stand = new CoreStand();
        IdentityKey[] keys = [CoreStand.KeyOf("c1"), CoreStand.KeyOf("c0"), CoreStand.KeyOf("c1"), CoreStand.KeyOf("c0")];
        var rows = await stand.Record.Replicas.ReadAsync("a", [.. keys], None);
        Assert.Equal([null, keys[1], null, keys[3]], rows.Select(row => row?.Row.Key));
    }

    [Fact]
    public async Task Published_through_is_not_told_while_the_store_is_out()
    {
        await using var stand = new CoreStand();
        stand.C0.OnPublishedThrough = () => throw new StoreUnavailableException("out");
        Assert.Null(await stand.Record.Outbox.PublishedThroughAsync("c0", None));
        stand.C0.OnPublishedThrough = () => Task.FromResult(DateTimeOffset.UnixEpoch);
        Assert.Equal(DateTimeOffset.UnixEpoch, (await stand.Record.Outbox.PublishedThroughAsync("c0", None))?.Time);
    }

    [Fact]
    public async Task Closing_refuses_what_waits_lets_the_batch_end_and_closes_the_backends()
    {
        var stand = new CoreStand();
        var gate = new Gate<CommitBatch, System.Collections.Immutable.ImmutableArray<RowVerdict>>(
            batch => [.. batch.Commits.Select(_ => new RowVerdict(CommitResult.Committed))]);
        stand.C0.OnCommit = gate.PassAsync;
        var sent = CommitAsync(stand);
        await gate.Arrived(1);
        var waiting = CommitAsync(stand);
        var closed = stand.DisposeAsync().AsTask();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => waiting);
        Assert.False(stand.C0.Disposed);
        gate.Open();
        await closed;
        Assert.Equal(CommitResult.Committed, await sent);
        Assert.True(stand.C0.Disposed && stand.C1.Disposed);
    }

    [Fact]
    public async Task A_cluster_that_does_not_exist_is_named()
    {
        await using var stand = new CoreStand();
        var refused = await Assert.ThrowsAsync<ArgumentException>(async () => await stand.Record.Outbox.ReadAsync("c9", default, 1, None));
        Assert.Contains("c9", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_with_a_cluster_that_has_no_backend_is_refused() =>
        Assert.Throws<ArgumentException>(() => new RecordStore(Storage.Slots.SlotMap.Default, [new ScriptedBackend("c0")], new RecordOptions(), TimeProvider.System));

    private static Task<CommitResult> CommitAsync(CoreStand stand) => stand.Record.Rows.CommitAsync(CoreStand.Registration("c0"), None).AsTask();
}
