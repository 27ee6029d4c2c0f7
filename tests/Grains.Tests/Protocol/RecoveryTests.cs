using MemberGrains.Grains.Protocol;
using MemberGrains.Grains.Rules;
using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Slots;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Protocol;

/// <summary>Nobody calls after a crash: the recovery job does.</summary>
public sealed class RecoveryTests : IAsyncLifetime
{
    private readonly GrainCluster _cluster = new(withJobs: true, new ProtocolOptions(), new BindingLimits());

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_participant_left_prepared_asks_and_is_freed()
    {
        var prepared = await LeaveAsync();
        await EmptyAsync();
        Assert.Null((await _cluster.RowAsync(prepared.B)).Pending);
        Assert.Equal(1, (await _cluster.RowAsync(prepared.B)).Version);
        Assert.Equal(CommitResult.Stale, await prepared.DecideAsync());
    }

    [Fact]
    public async Task A_coordinator_left_decided_tells_until_all_have_acknowledged()
    {
        // The participant's shard takes no writes for a while; nothing may be given up.
        var refusals = 0;
        var prepared = await LeaveAsync(commit => commit.Index is IndexChange.LeavePrepared && Interlocked.Increment(ref refusals) < 4);
        await EmptyAsync();
        Assert.Equal((2, true), ((await _cluster.RowAsync(prepared.B)).Version, (await _cluster.RowAsync(prepared.B)).Pending is null));
        Assert.True(refusals >= 4);
        Assert.Empty((await _cluster.LoadedAsync(prepared.A)).Decided);
    }

    [Fact]
    public async Task What_is_pending_is_read_in_the_index_also_by_silos_that_were_not_there()
    {
        _cluster.Record.OnCommit = (commit, write) =>
            commit.Index is IndexChange.LeavePrepared ? throw new Interfaces.Faults.StoreUnavailableException("Cut off.") : write();
        var (phone, union) = (Some.Phone(), Some.UnionId());
        await _cluster.BindAsync(phone, union);
        await _cluster.RestartAsync();
        Assert.NotNull((await _cluster.RowAsync(union)).Pending);
        _cluster.Record.OnCommit = null;
        await EmptyAsync();
        Assert.Equal(1, (await _cluster.RowAsync(union)).Version);
    }

    private async Task<Prepared> LeaveAsync(Func<RowCommit, bool>? decidedButRefused = null)
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        await _cluster.RegisterAsync(phone);
        await _cluster.RegisterAsync(union);
        if (decidedButRefused is not null)
        {
            _cluster.Record.OnCommit = (commit, write) =>
                decidedButRefused(commit) ? throw new Interfaces.Faults.StoreUnavailableException("Cut off.") : write();
        }

        var prepared = await Prepared.LeaveAsync(_cluster, phone, union);
        if (decidedButRefused is not null) await prepared.DecideAsync();
        return prepared;
    }

    /// <summary>Until the index is empty; the job looks every 100 ms.</summary>
    private async Task EmptyAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(patience.Token))
        {
            int left = 0;
            foreach (var cluster in SlotMap.Default.Clusters)
            {
                left += (await _cluster.Store.Unfinished.ReadAsync(cluster.Id, TimeProvider.System.GetUtcNow().AddDays(1), 100, patience.Token)).Length;
            }

            if (left == 0) return;
        }
    }
}
