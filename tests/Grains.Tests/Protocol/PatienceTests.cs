using MemberGrains.Grains.Protocol;
using MemberGrains.Grains.Rules;
using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Port;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Protocol;

/// <summary>What a command does while it can not go on. The silos are more patient than any caller here.</summary>
public sealed class PatienceTests : IAsyncLifetime
{
    private readonly GrainCluster _cluster = new(
        withJobs: false, new ProtocolOptions { CommandPatienceMs = 10_000, CallTimeoutMs = 10_000, MostWaiting = 2 }, new BindingLimits());

    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_contended_command_ends_within_its_callers_time_and_its_key_is_free()
    {
        var (phone, union, card, other) = (Some.Phone(), Some.UnionId(), Some.Card(), Some.Phone());
        await _cluster.BindAsync(union, card);
        var held = HoldWritesOf(card);
        var holder = _cluster.Identity(phone).BindAsync(GrainCluster.Bind(union));
        await held;

        var command = new BindCommand(new CommandContext("tests", Some.Key(), null, 200), union, "app", null);
        Assert.IsType<CommandReply.Contended>(await _cluster.Identity(other).BindAsync(command).WaitAsync(TimeSpan.FromSeconds(8)));

        _release.SetResult();
        Assert.Equal(CommandOutcome.Bound, Assert.IsType<CommandReply.Answered>(await holder).Outcome);
        var again = Assert.IsType<CommandReply.Answered>(await _cluster.Identity(other).BindAsync(command with { Context = command.Context with { TimeoutMs = null } }));
        Assert.Equal((CommandOutcome.Taken, false), (again.Outcome, again.Replayed));
    }

    [Fact]
    public async Task Commands_that_wait_at_one_identity_are_bounded_and_one_more_is_contended_at_once()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        await _cluster.RegisterAsync(union);
        var held = HoldWritesOf(union);
        var first = _cluster.Identity(phone).BindAsync(GrainCluster.Bind(union));
        await held;

        // Three ask at once, two may wait: the third is turned away while nothing moves.
        var others = Enumerable.Range(0, 3).Select(_ => _cluster.Identity(phone).BindAsync(GrainCluster.Bind(union))).ToList();
        var turnedAway = await Task.WhenAny(others);
        Assert.IsType<CommandReply.Contended>(await turnedAway);
        Assert.Equal(2, others.Count(other => !other.IsCompleted));

        _release.SetResult();
        Assert.Equal(CommandOutcome.Bound, Assert.IsType<CommandReply.Answered>(await first).Outcome);
        foreach (var other in others.Where(other => other != turnedAway))
            Assert.Equal(CommandOutcome.AlreadyBound, Assert.IsType<CommandReply.Answered>(await other).Outcome);
    }

    [Fact]
    public async Task A_command_whose_caller_went_while_it_waited_for_its_turn_never_runs()
    {
        var (phone, union, card) = (Some.Phone(), Some.UnionId(), Some.Card());
        await _cluster.RegisterAsync(union);
        var held = HoldWritesOf(union);
        var first = _cluster.Identity(phone).BindAsync(GrainCluster.Bind(union));
        await held;

        var brief = new BindCommand(new CommandContext("tests", Some.Key(), null, 100), card, "app", null);
        Assert.IsType<CommandReply.Contended>(await _cluster.Identity(phone).BindAsync(brief));
        _release.SetResult();
        await first;
        Assert.Equal(CommandOutcome.NotBound, Assert.IsType<CommandReply.Answered>(await _cluster.Identity(await RegisteredAsync(card)).UnbindAsync(
            new UnbindCommand(new CommandContext("tests", Some.Key()), null))).Outcome);
        Assert.Equal((1, 2), ((await _cluster.ReadAsync(phone)).Version, (await _cluster.ReadAsync(phone)).State.Identities.Length));
    }

    private async Task<IdentityKey> RegisteredAsync(IdentityKey key)
    {
        await _cluster.RegisterAsync(key);
        return key;
    }

    /// <summary>The next prepare of this identity waits in the store until the release; ends when one does.</summary>
    private Task HoldWritesOf(IdentityKey key)
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _cluster.Record.OnCommit = async (commit, write) =>
        {
            if (commit.Expected.Key == key && commit.Index is IndexChange.EnterPrepared && held.TrySetResult()) await _release.Task;
            return await write();
        };
        return held.Task;
    }
}
