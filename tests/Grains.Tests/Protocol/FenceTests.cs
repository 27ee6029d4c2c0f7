using MemberGrains.Grains.Protocol;
using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Interfaces.Reads;
using MemberGrains.Storage.Port;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Protocol;

public sealed class FenceTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task An_unknown_operation_is_fenced_before_it_is_called_aborted()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        await cluster.RegisterAsync(phone);
        await cluster.RegisterAsync(union);
        var prepared = await Prepared.LeaveAsync(cluster, phone, union);
        long revision = (await cluster.RowAsync(phone)).Revision;

        Assert.Equal(OperationFate.Aborted, await cluster.Participant(phone).AskAsync(prepared.OperationId, prepared.DecidesOn));

        Assert.Equal((revision + 1, 1), ((await cluster.RowAsync(phone)).Revision, (await cluster.RowAsync(phone)).Version));
        Assert.Equal(CommitResult.Stale, await prepared.DecideAsync());
    }

    [Fact]
    public async Task An_activation_younger_than_the_last_write_is_fenced_too()
    {
        // This activation has written the row since it loaded it (the registration); the one that prepared has loaded it later.
        var (phone, union) = (Some.Phone(), Some.UnionId());
        await cluster.RegisterAsync(union);
        await cluster.RegisterAsync(phone);
        var prepared = await Prepared.LeaveAsync(cluster, phone, union);
        Assert.Equal(OperationFate.Aborted, await cluster.Participant(phone).AskAsync(prepared.OperationId, prepared.DecidesOn));
        Assert.Equal(CommitResult.Stale, await prepared.DecideAsync());
    }

    [Fact]
    public async Task A_row_that_has_passed_the_revision_needs_no_fence()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        await cluster.RegisterAsync(phone);
        await cluster.RegisterAsync(union);
        var prepared = await Prepared.LeaveAsync(cluster, phone, union);
        await cluster.BindAsync(phone, Some.Card());
        long revision = (await cluster.RowAsync(phone)).Revision;
        Assert.Equal(OperationFate.Aborted, await cluster.Participant(phone).AskAsync(prepared.OperationId, prepared.DecidesOn));
        Assert.Equal(revision, (await cluster.RowAsync(phone)).Revision);
    }

    [Fact]
    public async Task An_operation_decided_elsewhere_is_found_though_this_activation_never_saw_it()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        await cluster.RegisterAsync(phone);
        await cluster.RegisterAsync(union);
        var prepared = await Prepared.LeaveAsync(cluster, phone, union);
        Assert.Equal(CommitResult.Committed, await prepared.DecideAsync());
        Assert.Equal(OperationFate.Decided, await cluster.Participant(phone).AskAsync(prepared.OperationId, prepared.DecidesOn));
    }

    [Fact]
    public async Task A_coordinator_without_a_row_gets_one_of_version_0_that_reads_do_not_see()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        await cluster.RegisterAsync(union);
        var prepared = await Prepared.LeaveAsync(cluster, phone, union);
        Assert.Equal(OperationFate.Aborted, await cluster.Participant(phone).AskAsync(prepared.OperationId, prepared.DecidesOn));
        Assert.Equal((1, 0), ((await cluster.RowAsync(phone)).Revision, (await cluster.RowAsync(phone)).Version));
        Assert.IsType<ResolveReply.Unknown>(await cluster.Identity(phone).ResolveAsync(new ResolveQuery(Consistency.Strong)));
        Assert.Equal(CommitResult.Stale, await prepared.DecideAsync());
    }
}
