using System.Text;
using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Members;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Protocol;

public sealed class CommandTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task Registering_answers_with_the_relation_and_again_with_the_same_one()
    {
        var phone = Some.Phone();
        var command = new RegisterCommand(new CommandContext("tests", null), "app");
        var first = Assert.IsType<CommandReply.Answered>(await cluster.Identity(phone).RegisterAsync(command));
        var second = Assert.IsType<CommandReply.Answered>(await cluster.Identity(phone).RegisterAsync(command));
        Assert.Equal((CommandOutcome.Registered, CommandOutcome.AlreadyRegistered), (first.Outcome, second.Outcome));
        Assert.Equal([new IdentityVersion(phone, 1)], first.Versions.AsEnumerable());
        Assert.Empty(second.Versions);
        Assert.Equal(Encoding.UTF8.GetString(first.Body.AsSpan()), Encoding.UTF8.GetString(second.Body.AsSpan()));
        Assert.Equal(phone.Text, GrainCluster.Json(first).GetProperty("identity").GetString());
    }

    [Fact]
    public async Task Registering_what_is_there_asks_no_other_identity()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        await cluster.BindAsync(phone, union);
        await cluster.ReadAsync(union);
        int confirmations = cluster.Record.Confirmations;
        var again = await cluster.Identity(phone).RegisterAsync(new RegisterCommand(new CommandContext("tests", null), "app"));
        Assert.Equal(CommandOutcome.AlreadyRegistered, Assert.IsType<CommandReply.Answered>(again).Outcome);
        Assert.Equal(confirmations + 1, cluster.Record.Confirmations);
    }

    [Fact]
    public async Task Binding_shows_in_both_identities_at_once()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        var older = await cluster.RegisterAsync(phone);
        var younger = await cluster.RegisterAsync(union);
        var answer = await cluster.BindAsync(union, phone);
        Assert.Equal(CommandOutcome.Bound, answer.Outcome);
        foreach (var key in new[] { phone, union })
        {
            var relation = await cluster.ReadAsync(key);
            Assert.Equal((2, older.State.MemberId), (relation.Version, relation.State.MemberId));
            Assert.Equal(younger.State.MemberId, Assert.Single(relation.State.FormerMemberIds));
        }
    }

    [Fact]
    public async Task Binding_registers_unknown_identities_in_the_same_operation()
    {
        var (card, union) = (Some.Card(), Some.UnionId());
        var answer = await cluster.BindAsync(card, union);
        Assert.Equal(2, answer.Versions.Length);
        Assert.All(answer.Versions, version => Assert.Equal(1, version.Version));
        Assert.Equal((await cluster.ReadAsync(card)).State.MemberId, (await cluster.ReadAsync(union)).State.MemberId);
    }

    [Fact]
    public async Task A_member_of_three_changes_as_one_and_unbinding_takes_one_out()
    {
        var (phone, union, card) = (Some.Phone(), Some.UnionId(), Some.Card());
        await cluster.BindAsync(phone, union);
        Assert.Equal(3, (await cluster.BindAsync(card, union)).Versions.Length);
        var unbound = Assert.IsType<CommandReply.Answered>(
            await cluster.Identity(union).UnbindAsync(new UnbindCommand(new CommandContext("tests", Some.Key()), "left")));
        Assert.Equal(CommandOutcome.Unbound, unbound.Outcome);
        Assert.Single((await cluster.ReadAsync(union)).State.Identities);
        Assert.Equal(new[] { phone, card }.Order(), (await cluster.ReadAsync(card)).State.Identities.Select(identity => identity.Key));
        Assert.Equal((await cluster.ReadAsync(card)).State with { UpdatedAt = default }, (await cluster.ReadAsync(phone)).State with { UpdatedAt = default });
    }

    [Fact]
    public async Task Refusals_name_their_reason()
    {
        var (phone, other) = (Some.Phone(), Some.Phone());
        await cluster.RegisterAsync(phone);
        var taken = await cluster.BindAsync(phone, other);
        Assert.Equal(CommandOutcome.Taken, taken.Outcome);
        Assert.Equal("The joined member would have 2 identities of kind phone; the limit is 1.", Encoding.UTF8.GetString(taken.Body.AsSpan()));
        var unknown = await cluster.Identity(other).UnbindAsync(new UnbindCommand(new CommandContext("tests", Some.Key()), null));
        Assert.Equal(CommandOutcome.IdentityUnknown, Assert.IsType<CommandReply.Answered>(unknown).Outcome);
    }

    [Fact]
    public async Task A_replaced_identity_and_the_new_one_are_in_their_members_at_once()
    {
        var (old, taking, union) = (Some.Phone(), Some.Phone(), Some.UnionId());
        await cluster.BindAsync(old, union);
        string member = (await cluster.ReadAsync(union)).State.MemberId;
        var answer = Assert.IsType<CommandReply.Answered>(
            await cluster.Identity(old).ReplaceAsync(new ReplaceCommand(new CommandContext("tests", Some.Key()), taking, "app", null)));
        Assert.Equal((CommandOutcome.Replaced, 3), (answer.Outcome, answer.Versions.Length));
        Assert.Equal(old.Text, GrainCluster.Json(answer).GetProperty("relation").GetProperty("identity").GetString());
        Assert.Equal((member, member), ((await cluster.ReadAsync(taking)).State.MemberId, (await cluster.ReadAsync(union)).State.MemberId));
        Assert.Single((await cluster.ReadAsync(old)).State.Identities);
    }

    [Fact]
    public async Task Merging_joins_two_members_of_which_the_first_named_keeps_its_id()
    {
        var (phone, union, card) = (Some.Phone(), Some.UnionId(), Some.Card());
        await cluster.RegisterAsync(phone);
        await cluster.BindAsync(union, card);
        string kept = (await cluster.ReadAsync(card)).State.MemberId;
        var command = new MergeCommand(new CommandContext("tests", Some.Key()), phone, "same person");
        Assert.Equal(CommandOutcome.Merged, Assert.IsType<CommandReply.Answered>(await cluster.Identity(card).MergeAsync(command)).Outcome);
        foreach (var key in new[] { phone, union, card }) Assert.Equal(kept, (await cluster.ReadAsync(key)).State.MemberId);
    }

    [Fact]
    public async Task A_quarantined_identity_holds_up_every_command_on_its_member_also_where_nothing_would_change()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        await cluster.BindAsync(phone, union);
        var hold = new QuarantineCommand(new CommandContext("ops", null), "fraud");
        var held = Assert.IsType<CommandReply.Answered>(await cluster.Identity(union).QuarantineAsync(hold));
        Assert.Equal((CommandOutcome.PutInQuarantine, "quarantined"), (held.Outcome, GrainCluster.Json(held).GetProperty("outcome").GetString()));
        Assert.False(GrainCluster.Json(held).TryGetProperty("versions", out _));
        Assert.Equal(CommandOutcome.Quarantined, (await cluster.BindAsync(phone, union)).Outcome);
        Assert.Equal(CommandOutcome.Quarantined, (await cluster.BindAsync(phone, Some.Card())).Outcome);
        await cluster.Identity(union).ReleaseAsync(new ReleaseCommand(new CommandContext("ops", null), "checked"));
        Assert.Equal(CommandOutcome.AlreadyBound, (await cluster.BindAsync(phone, union)).Outcome);
        Assert.Equal((3, 1), ((await cluster.ReadAsync(union)).Version, (await cluster.ReadAsync(phone)).Version));
    }

    [Fact]
    public async Task An_identity_with_itself_is_a_fault_of_the_caller()
    {
        var phone = Some.Phone();
        await Assert.ThrowsAsync<ArgumentException>(() => cluster.Identity(phone).BindAsync(GrainCluster.Bind(phone)));
        Assert.Equal(0, (await cluster.RowAsync(phone)).Revision);
    }

    [Fact]
    public async Task Two_identities_binding_each_other_at_once_do_not_deadlock()
    {
        for (int round = 0; round < 10; round++)
        {
            var (phone, union) = (Some.Phone(), Some.UnionId());
            var one = cluster.Identity(phone).BindAsync(GrainCluster.Bind(union));
            var other = cluster.Identity(union).BindAsync(GrainCluster.Bind(phone));
            var replies = await Task.WhenAll(one, other).WaitAsync(TimeSpan.FromSeconds(20));
            var outcomes = replies.Select(reply => Assert.IsType<CommandReply.Answered>(reply).Outcome).Order();
            Assert.Equal([CommandOutcome.Bound, CommandOutcome.AlreadyBound], outcomes);
            Assert.Equal((await cluster.ReadAsync(phone)).State.MemberId, (await cluster.ReadAsync(union)).State.MemberId);
        }
    }
}
