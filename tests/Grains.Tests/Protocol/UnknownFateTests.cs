using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Storage.Port;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Protocol;

public sealed class UnknownFateTests(GrainCluster cluster) : IClassFixture<GrainCluster>, IDisposable
{
    public void Dispose() => cluster.Record.OnCommit = null;

    [Fact]
    public async Task A_decision_whose_reply_was_lost_is_found_in_the_history()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        LoseOnce(isDecision: true, written: true);
        var answer = await cluster.BindAsync(phone, union);
        Assert.Equal((CommandOutcome.Bound, false), (answer.Outcome, answer.Replayed));
        Assert.Equal(1, (await cluster.ReadAsync(phone)).Version);
        Assert.Equal(1, (await cluster.ReadAsync(union)).Version);
    }

    [Fact]
    public async Task A_decision_that_was_lost_on_the_way_is_made_impossible_and_taken_again()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        LoseOnce(isDecision: true, written: false);
        Assert.Equal(CommandOutcome.Bound, (await cluster.BindAsync(phone, union)).Outcome);
        Assert.Equal(1, (await cluster.ReadAsync(union)).Version);
    }

    [Fact]
    public async Task A_decision_that_arrives_late_can_not_be_written_any_more()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        Func<Task<CommitResult>>? late = null;
        cluster.Record.OnCommit = (commit, write) =>
        {
            if (late is not null || commit.Index is not IndexChange.EnterDecided) return write();
            late = write;
            throw new FateUnknownException("The test holds it back.");
        };
        Assert.Equal(CommandOutcome.Bound, (await cluster.BindAsync(phone, union)).Outcome);
        Assert.Equal(CommitResult.Stale, await late!());
        Assert.Equal(1, (await cluster.ReadAsync(phone)).Version);
    }

    [Fact]
    public async Task A_fate_that_can_not_be_learnt_is_said_and_the_key_tells_later()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        string key = Some.Key();
        bool cut = false;
        cluster.Record.OnCommit = async (commit, write) =>
        {
            if (cut && commit.Expected.Key == phone) throw new StoreUnavailableException("The test has cut it off.");
            if (commit.Index is not IndexChange.EnterDecided) return await write();
            cut = true;
            throw new FateUnknownException("The test has lost it.");
        };
        await Assert.ThrowsAsync<FateUnknownException>(() => cluster.Identity(phone).BindAsync(GrainCluster.Bind(union, key)));
        Dispose();
        var answer = await cluster.BindAsync(phone, union, key);
        Assert.Equal((CommandOutcome.Bound, 1), (answer.Outcome, (await cluster.ReadAsync(union)).Version));
    }

    [Fact]
    public async Task A_prepare_whose_reply_was_lost_is_undone_and_taken_again()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        LoseOnce(isDecision: false, written: true);
        Assert.Equal(CommandOutcome.Bound, (await cluster.BindAsync(phone, union)).Outcome);
        Assert.Equal(1, (await cluster.ReadAsync(union)).Version);
    }

    [Fact]
    public async Task An_answer_alone_whose_reply_was_lost_is_read_back()
    {
        var unknown = Some.Phone();
        int lost = 0;
        cluster.Record.OnCommit = async (commit, write) =>
        {
            var result = await write();
            return commit.Row is null && Interlocked.Increment(ref lost) == 1 ? throw new FateUnknownException("The test has lost the reply.") : result;
        };
        var command = new UnbindCommand(new CommandContext("tests", Some.Key()), null);
        var answer = Assert.IsType<CommandReply.Answered>(await cluster.Identity(unknown).UnbindAsync(command));
        Assert.Equal((CommandOutcome.IdentityUnknown, 1), (answer.Outcome, lost));
    }

    private void LoseOnce(bool isDecision, bool written)
    {
        int lost = 0;
        cluster.Record.OnCommit = async (commit, write) =>
        {
            bool match = isDecision ? commit.Index is IndexChange.EnterDecided : commit.Index is IndexChange.EnterPrepared;
            if (!match || Interlocked.Increment(ref lost) > 1) return await write();
            if (written) await write();
            throw new FateUnknownException("The test has lost it.");
        };
    }
}
