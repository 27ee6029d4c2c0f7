using MemberGrains.Grains.Protocol;
using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Reads;
using MemberGrains.Storage.Port;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Protocol;

public sealed class PreparedIsNotOldTests(GrainCluster cluster) : IClassFixture<GrainCluster>, IDisposable
{
    public void Dispose() => (cluster.Record.OnCommit, cluster.Record.OnLoad, cluster.Record.OnConfirm) = (null, null, null);

    [Fact]
    public async Task A_strong_read_asks_and_applies_what_was_decided_elsewhere()
    {
        var prepared = await LeaveAsync();
        Assert.Equal(CommitResult.Committed, await prepared.DecideAsync());
        var relation = await cluster.ReadAsync(prepared.B);
        Assert.Equal((2, 2), (relation.Version, relation.State.Identities.Length));
        Assert.Null((await cluster.RowAsync(prepared.B)).Pending);
    }

    [Fact]
    public async Task A_strong_read_of_what_can_no_longer_be_decided_shows_the_old_state_and_frees_it()
    {
        var prepared = await LeaveAsync();
        Assert.Equal(1, (await cluster.ReadAsync(prepared.B)).Version);
        Assert.Null((await cluster.RowAsync(prepared.B)).Pending);
        Assert.Equal(CommitResult.Stale, await prepared.DecideAsync());
    }

    [Theory]
    [InlineData(Consistency.Bounded)]
    [InlineData(Consistency.Any)]
    public async Task A_bounded_read_shows_the_state_before_with_its_age_when_the_coordinator_is_out_of_reach(Consistency consistency)
    {
        var prepared = await LeaveAsync();
        Unreachable(prepared.A);
        var found = Assert.IsType<ResolveReply.Found>(await cluster.Identity(prepared.B).ResolveAsync(new ResolveQuery(consistency)));
        Assert.Equal(1, found.Relation.Version);
        Assert.True(found.StalenessMs >= 1);
    }

    [Fact]
    public async Task A_strong_read_fails_when_the_coordinator_is_out_of_reach()
    {
        var prepared = await LeaveAsync();
        Unreachable(prepared.A);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => cluster.Identity(prepared.B).ResolveAsync(new ResolveQuery(Consistency.Strong)));
    }

    [Fact]
    public async Task A_bounded_read_of_a_prepared_unknown_identity_never_says_unknown()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        await cluster.RegisterAsync(phone);
        var prepared = await Prepared.LeaveAsync(cluster, phone, union);
        Unreachable(phone);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => cluster.Identity(union).ResolveAsync(new ResolveQuery(Consistency.Bounded)));
        Dispose();
        Assert.Equal(CommitResult.Committed, await prepared.DecideAsync());
        Assert.Equal(1, (await cluster.ReadAsync(union)).Version);
    }

    [Fact]
    public async Task A_bounded_read_that_names_the_pending_version_gets_no_older_one()
    {
        var prepared = await LeaveAsync();
        Unreachable(prepared.A);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => cluster.Identity(prepared.B).ResolveAsync(new ResolveQuery(Consistency.Bounded, 2)));
    }

    [Fact]
    public async Task A_read_while_the_coordinator_is_still_preparing_shows_the_old_state_and_leaves_it_prepared()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        await cluster.RegisterAsync(phone);
        await cluster.RegisterAsync(union);
        var preparing = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        cluster.Record.OnCommit = async (commit, write) =>
        {
            var result = await write();
            if (commit.Index is not IndexChange.EnterPrepared) return result;
            preparing.SetResult();
            await goOn.Task;
            return result;
        };
        var bind = cluster.Identity(phone).BindAsync(GrainCluster.Bind(union));
        await preparing.Task;
        var reading = cluster.Identity(union).ResolveAsync(new ResolveQuery(Consistency.Strong));
        goOn.SetResult();
        Assert.InRange(Assert.IsType<ResolveReply.Found>(await reading).Relation.Version, 1, 2);
        await bind;
        Assert.Equal(2, (await cluster.ReadAsync(union)).Version);
    }

    [Fact]
    public async Task A_command_that_needs_a_prepared_identity_decides_on_the_settled_state()
    {
        var prepared = await LeaveAsync();
        Assert.Equal(CommitResult.Committed, await prepared.DecideAsync());
        var card = Some.Card();
        var answer = await cluster.BindAsync(card, prepared.B);
        Assert.Equal(3, answer.Versions.Length);
        Assert.Equal(3, (await cluster.ReadAsync(prepared.A)).Version);
    }

    [Fact]
    public async Task A_prepare_never_waits_for_the_operation_that_holds_the_identity()
    {
        var prepared = await LeaveAsync();
        Unreachable(prepared.A);
        var card = Some.Card();
        var entry = (await cluster.RowAsync(prepared.B)).Pending!.Entry with { OperationId = "op_000_another" };
        Assert.False(await cluster.Participant(prepared.B).PrepareAsync(new PrepareRequest("op_000_another", card, 0, entry)));
        Assert.Equal(prepared.OperationId, (await cluster.RowAsync(prepared.B)).Pending!.OperationId);
    }

    private async Task<Prepared> LeaveAsync()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        await cluster.RegisterAsync(phone);
        await cluster.RegisterAsync(union);
        return await Prepared.LeaveAsync(cluster, phone, union);
    }

    /// <summary>The coordinator's shard refuses the writes that a fence needs.</summary>
    private void Unreachable(IdentityKey coordinator) => cluster.Record.OnCommit = (commit, write) =>
        commit.Expected.Key == coordinator ? throw new StoreUnavailableException("The test has cut it off.") : write();
}
