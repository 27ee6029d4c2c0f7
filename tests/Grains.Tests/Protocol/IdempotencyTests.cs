using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Storage.Port;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Protocol;

public sealed class IdempotencyTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task The_same_key_gets_the_same_bytes_also_after_every_silo_was_stopped()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        string key = Some.Key();
        var first = await cluster.BindAsync(phone, union, key);
        Assert.False(first.Replayed);
        var again = await cluster.BindAsync(phone, union, key);
        Assert.True(again.Replayed);
        await cluster.RestartAsync();
        var later = await cluster.BindAsync(phone, union, key);
        Assert.True(later.Replayed);
        Assert.All([again, later], replay =>
        {
            Assert.Equal(first.Outcome, replay.Outcome);
            Assert.Equal(first.Body.AsEnumerable(), replay.Body.AsEnumerable());
            Assert.Equal(first.Versions.AsEnumerable(), replay.Versions.AsEnumerable());
        });
        Assert.Equal(1, (await cluster.ReadAsync(phone)).Version);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused_and_changes_nothing()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        string key = Some.Key();
        await cluster.BindAsync(phone, union, key);
        Assert.IsType<CommandReply.KeyReused>(await cluster.Identity(phone).BindAsync(GrainCluster.Bind(Some.Card(), key)));
        Assert.IsType<CommandReply.KeyReused>(await cluster.Identity(phone).BindAsync(GrainCluster.Bind(union, key, "another")));
        Assert.IsType<CommandReply.KeyReused>(await cluster.Identity(phone).UnbindAsync(new UnbindCommand(new CommandContext("tests", key), null)));
        Assert.Equal(1, (await cluster.ReadAsync(phone)).Version);
    }

    [Fact]
    public async Task Keys_are_scoped_to_the_caller_and_the_first_named_identity()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        string key = Some.Key();
        await cluster.BindAsync(phone, union, key);
        Assert.Equal(CommandOutcome.AlreadyBound, (await cluster.BindAsync(union, phone, key)).Outcome);
        var other = new BindCommand(new CommandContext("others", key), Some.Phone(), "app", null);
        Assert.Equal(CommandOutcome.Taken, Assert.IsType<CommandReply.Answered>(await cluster.Identity(phone).BindAsync(other)).Outcome);
    }

    [Fact]
    public async Task A_refusal_is_recorded_alone_and_makes_no_row()
    {
        var unknown = Some.Card();
        var command = new UnbindCommand(new CommandContext("tests", Some.Key()), null);
        await cluster.Identity(unknown).UnbindAsync(command);
        await cluster.RegisterAsync(Some.Card());
        var replay = Assert.IsType<CommandReply.Answered>(await cluster.Identity(unknown).UnbindAsync(command));
        Assert.Equal((CommandOutcome.IdentityUnknown, true), (replay.Outcome, replay.Replayed));
        Assert.Equal(0, (await cluster.RowAsync(unknown)).Revision);
    }

    [Fact]
    public async Task A_refusal_stays_the_answer_when_the_state_has_changed_since()
    {
        var unknown = Some.Card();
        var command = new UnbindCommand(new CommandContext("tests", Some.Key()), null);
        await cluster.Identity(unknown).UnbindAsync(command);
        await cluster.RegisterAsync(unknown);
        Assert.Equal(CommandOutcome.IdentityUnknown, Assert.IsType<CommandReply.Answered>(await cluster.Identity(unknown).UnbindAsync(command)).Outcome);
    }

    [Fact]
    public async Task A_replay_asks_no_one()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        string key = Some.Key();
        await cluster.BindAsync(phone, union, key);
        int before = cluster.Record.Commits;
        int confirmed = cluster.Record.Confirmations;
        await cluster.BindAsync(phone, union, key);
        Assert.Equal(confirmed, cluster.Record.Confirmations);
        Assert.InRange(cluster.Record.Commits, before, before + 1);
    }

    [Fact]
    public async Task The_answer_is_written_in_the_transaction_of_the_decision()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        var seen = new List<RowCommit>();
        cluster.Record.OnCommit = (commit, write) =>
        {
            lock (seen) seen.Add(commit);
            return write();
        };
        await cluster.BindAsync(phone, union);
        cluster.Record.OnCommit = null;
        lock (seen)
        {
            var answered = Assert.Single(seen, commit => commit.Answer is not null);
            Assert.Equal(phone, answered.Expected.Key);
            Assert.IsType<IndexChange.EnterDecided>(answered.Index);
            Assert.NotNull(answered.Entry);
        }
    }
}
