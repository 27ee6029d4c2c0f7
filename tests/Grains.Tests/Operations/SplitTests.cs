using System.Text;
using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Operations;

public sealed class SplitTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task Members_are_as_before_the_operation_and_the_relation_is_of_who_was_named_first()
    {
        var (phone, union, card) = (Some.Phone(), Some.UnionId(), Some.Card());
        await cluster.BindAsync(phone, card);
        await cluster.RegisterAsync(union);
        var before = await StatesAsync(phone, union, card);
        var bound = await cluster.BindAsync(union, phone);

        var split = await SplitAsync(OperationOf(bound));

        Assert.Equal(before, await StatesAsync(phone, union, card));
        Assert.Equal((CommandOutcome.Split, false), (split.Outcome, split.Replayed));
        var json = GrainCluster.Json(split);
        Assert.Equal("split", json.GetProperty("outcome").GetString());
        Assert.Equal(union.Text, json.GetProperty("relation").GetProperty("identity").GetString());
        Assert.NotEqual(OperationOf(bound), json.GetProperty("operationId").GetString());
        Assert.Equal(new[] { phone, union, card }.Order(), split.Versions.Select(version => version.Identity));
        Assert.Equal(3, split.Versions.Single(version => version.Identity == union).Version);
    }

    [Fact]
    public async Task A_split_replays_the_same_bytes_also_after_every_silo_was_stopped_and_asks_no_one()
    {
        var bound = await cluster.BindAsync(Some.Phone(), Some.UnionId());
        string key = Some.Key();
        var first = await SplitAsync(OperationOf(bound), key);
        await cluster.RestartAsync();
        int confirmed = cluster.Record.Confirmations;
        var again = await SplitAsync(OperationOf(bound), key);
        Assert.True(again.Replayed);
        Assert.Equal(Encoding.UTF8.GetString(first.Body.AsSpan()), Encoding.UTF8.GetString(again.Body.AsSpan()));
        Assert.Equal(first.Versions.AsEnumerable(), again.Versions.AsEnumerable());
        Assert.Equal(confirmed, cluster.Record.Confirmations);
        Assert.Equal(CommandOutcome.Superseded, (await SplitAsync(OperationOf(bound))).Outcome);
    }

    [Fact]
    public async Task Keys_are_scoped_to_the_operation_and_another_body_under_one_is_refused()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        string key = Some.Key();
        var bound = await cluster.BindAsync(phone, union, key);
        Assert.Equal(CommandOutcome.Split, (await SplitAsync(OperationOf(bound), key)).Outcome);
        var other = new SplitCommand(new CommandContext("tests", key), "another reason");
        Assert.IsType<CommandReply.KeyReused>(await Operation(OperationOf(bound)).SplitAsync(other));
        var next = await cluster.BindAsync(phone, union);
        Assert.Equal(CommandOutcome.Split, (await SplitAsync(OperationOf(next), key)).Outcome);
    }

    [Theory]
    [InlineData("op_000_00000000000000000000abcd")]
    [InlineData("op_3ff_zzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("no operation at all")]
    public async Task An_unknown_operation_is_refused_and_not_recorded(string operationId)
    {
        int commits = cluster.Record.Commits;
        string key = Some.Key();
        var refused = await SplitAsync(operationId, key);
        Assert.Equal((CommandOutcome.OperationUnknown, 404, false), (refused.Outcome, refused.Outcome.Status(), refused.Replayed));
        Assert.False((await SplitAsync(operationId, key)).Replayed);
        Assert.Equal(commits, cluster.Record.Commits);
    }

    [Fact]
    public async Task Operations_of_other_types_are_unknown_to_it()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        var bound = await cluster.BindAsync(phone, union);
        var held = Answered(await cluster.Identity(phone).QuarantineAsync(new QuarantineCommand(new CommandContext("ops", null), "odd")));
        await cluster.Identity(phone).ReleaseAsync(new ReleaseCommand(new CommandContext("ops", null), "even"));
        var split = await SplitAsync(OperationOf(bound));
        await cluster.BindAsync(phone, union);
        var unbound = Answered(await cluster.Identity(phone).UnbindAsync(new UnbindCommand(new CommandContext("tests", Some.Key()), null)));
        foreach (var answer in new[] { held, split, unbound })
            Assert.Equal(CommandOutcome.OperationUnknown, (await SplitAsync(OperationOf(answer))).Outcome);
    }

    [Fact]
    public async Task Refusals_are_recorded_and_stay_the_answer_of_their_key()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        var bound = await cluster.BindAsync(phone, union);
        await cluster.Identity(union).QuarantineAsync(new QuarantineCommand(new CommandContext("ops", null), "odd"));
        string key = Some.Key();
        Assert.Equal(CommandOutcome.Quarantined, (await SplitAsync(OperationOf(bound), key)).Outcome);
        await cluster.Identity(union).ReleaseAsync(new ReleaseCommand(new CommandContext("ops", null), "even"));
        var replay = await SplitAsync(OperationOf(bound), key);
        Assert.Equal((CommandOutcome.Quarantined, true), (replay.Outcome, replay.Replayed));
        Assert.Equal(CommandOutcome.Split, (await SplitAsync(OperationOf(bound))).Outcome);
    }

    [Fact]
    public async Task An_operation_is_undone_once_however_many_ask_at_once()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        await cluster.RegisterAsync(phone);
        await cluster.RegisterAsync(union);
        string operation = OperationOf(await cluster.BindAsync(phone, union));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SplitAsync(operation)));
        Assert.Single(answers, answer => answer.Outcome == CommandOutcome.Split);
        Assert.Equal(7, answers.Count(answer => answer.Outcome == CommandOutcome.Superseded));
        Assert.Equal((3, 3), ((await cluster.ReadAsync(phone)).Version, (await cluster.ReadAsync(union)).Version));
    }

    [Fact]
    public async Task An_operation_that_a_participant_has_not_applied_yet_can_be_undone()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        await cluster.RegisterAsync(phone);
        await cluster.RegisterAsync(union);
        var before = await StatesAsync(phone, union);
        var left = await Prepared.LeaveAsync(cluster, phone, union);
        await left.DecideAsync();
        Assert.Equal(CommandOutcome.Split, (await SplitAsync(left.OperationId)).Outcome);
        Assert.Equal(before, await StatesAsync(phone, union));
    }

    private IOperationGrain Operation(string operationId) => cluster.Grains.GetGrain<IOperationGrain>(operationId);

    private async Task<CommandReply.Answered> SplitAsync(string operationId, string? key = null) =>
        Answered(await Operation(operationId).SplitAsync(new SplitCommand(new CommandContext("tests", key ?? Some.Key()), "undo")));

    private static CommandReply.Answered Answered(CommandReply reply) => Assert.IsType<CommandReply.Answered>(reply);

    private static string OperationOf(CommandReply.Answered answer) => GrainCluster.Json(answer).GetProperty("operationId").GetString()!;

    private async Task<List<IdentityState>> StatesAsync(params IdentityKey[] keys)
    {
        var states = new List<IdentityState>();
        foreach (var key in keys) states.Add((await cluster.ReadAsync(key)).State with { MemberVersion = 0, UpdatedAt = default });
        return states;
    }
}
