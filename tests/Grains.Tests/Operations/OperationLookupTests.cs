using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Operations;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Operations;

public sealed class OperationLookupTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task A_finished_operation_shows_every_identity_before_and_after()
    {
        var (phone, union, card) = (Some.Phone(), Some.UnionId(), Some.Card());
        await cluster.BindAsync(phone, card);
        var before = (await cluster.ReadAsync(phone)).State;
        var command = new BindCommand(new CommandContext("orders", Some.Key()), phone, "mini", "said so");
        var bound = Assert.IsType<CommandReply.Answered>(await cluster.Identity(union).BindAsync(command));

        var item = await FinishedAsync(GrainCluster.Json(bound).GetProperty("operationId").GetString()!);

        Assert.Equal(("bound", "orders", "mini", "said so"), (item.Type, item.Caller, item.App, item.Reason));
        Assert.Equal(new[] { phone, union, card }.Order(), item.Participants.Select(participant => participant.Identity));
        Assert.Null(item.Participants.Single(participant => participant.Identity == union).Before);
        var participant = item.Participants.Single(participant => participant.Identity == phone);
        Assert.Equal((2, before), (participant.Version, participant.Before));
        Assert.Equal((await cluster.ReadAsync(phone)).State, participant.After);
        Assert.Equal(participant.After.UpdatedAt, item.At);
    }

    [Fact]
    public async Task A_registration_and_a_change_of_status_have_one_participant()
    {
        var phone = Some.Phone();
        await cluster.BindAsync(phone, Some.UnionId());
        var held = Assert.IsType<CommandReply.Answered>(
            await cluster.Identity(phone).QuarantineAsync(new QuarantineCommand(new CommandContext("ops", null), "odd")));
        var item = await FinishedAsync(GrainCluster.Json(held).GetProperty("operationId").GetString()!);
        Assert.Equal(("quarantined", "ops", null), (item.Type, item.Caller, item.App));
        Assert.Equal(phone, Assert.Single(item.Participants).Identity);

        var card = Some.Card();
        await cluster.RegisterAsync(card);
        var entry = (await cluster.Identity(card).HistoryAsync(new HistoryQuery(1))).Entries[0];
        var registered = await FinishedAsync(entry.OperationId);
        Assert.Equal(("registered", card), (registered.Type, Assert.Single(registered.Participants).Identity));
    }

    [Fact]
    public async Task A_pending_operation_shows_its_phase_and_is_finished_when_all_have_applied_it()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        await cluster.RegisterAsync(phone);
        await cluster.RegisterAsync(union);
        var left = await Prepared.LeaveAsync(cluster, phone, union);

        var preparing = await FindAsync(left.OperationId);
        Assert.Equal(("preparing", "bound"), (preparing!.Phase, preparing.Type));
        Assert.Equal((union, 2), (Assert.Single(preparing.Participants).Identity, preparing.Participants[0].Version));

        await left.DecideAsync();
        var decided = await FindAsync(left.OperationId);
        Assert.Equal(("decided", 2), (decided!.Phase, decided.Participants.Length));

        await cluster.Participant(phone).WakeAsync();
        Assert.Equal(decided with { Phase = "finished", Participants = [] }, await FinishedAsync(left.OperationId) with { Participants = [] });
    }

    [Fact]
    public async Task An_operation_that_was_given_up_is_none()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        await cluster.RegisterAsync(phone);
        await cluster.RegisterAsync(union);
        var left = await Prepared.LeaveAsync(cluster, phone, union);
        await cluster.Participant(union).WakeAsync();
        Assert.Null(await FindAsync(left.OperationId));
    }

    [Theory]
    [InlineData("op_000_00000000000000000000abcd")]
    [InlineData("op_zzz_00000000000000000000abcd")]
    [InlineData("?")]
    public async Task What_is_no_operation_is_not_found(string operationId) => Assert.Null(await FindAsync(operationId));

    private Task<OperationItem?> FindAsync(string operationId) => cluster.Grains.GetGrain<IOperationGrain>(operationId).FindAsync();

    /// <summary>The coordinator hears of the last participant after the answer has left: woken, it has heard.</summary>
    private async Task<OperationItem> FinishedAsync(string operationId)
    {
        var item = await FindAsync(operationId);
        foreach (var participant in item!.Participants) await cluster.Participant(participant.Identity).WakeAsync();
        var finished = await FindAsync(operationId);
        Assert.Equal("finished", finished!.Phase);
        return finished;
    }
}
