using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Members;
using MemberGrains.Storage.Port;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Protocol;

/// <summary>An attempt that did not stand is taken again, on what is there now.</summary>
public sealed class RetryTests(GrainCluster cluster) : IClassFixture<GrainCluster>, IDisposable
{
    public void Dispose() => cluster.Record.OnCommit = null;

    [Fact]
    public async Task A_command_that_meets_another_operation_tries_again_and_succeeds_when_that_is_over()
    {
        var (phone, union, card) = (Some.Phone(), Some.UnionId(), Some.Card());
        await cluster.RegisterAsync(union);
        TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously), goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        cluster.Record.OnCommit = async (commit, write) =>
        {
            if (commit.Expected.Key == phone && held.TrySetResult()) await goOn.Task;
            return await write();
        };
        var holder = cluster.Identity(phone).BindAsync(GrainCluster.Bind(union));
        await held.Task;

        // Union is prepared; its coordinator has not decided.
        var waiting = cluster.Identity(card).BindAsync(GrainCluster.Bind(union));
        Assert.False((await cluster.RowAsync(union)).Pending is null);
        goOn.SetResult();

        Assert.Equal(CommandOutcome.Bound, Assert.IsType<CommandReply.Answered>(await holder).Outcome);
        Assert.Equal(CommandOutcome.Bound, Assert.IsType<CommandReply.Answered>(await waiting).Outcome);
        Assert.Equal(3, (await cluster.ReadAsync(phone)).State.Identities.Length);
    }

    [Fact]
    public async Task A_refusal_is_recorded_only_on_the_revision_that_it_stands_on()
    {
        var phone = Some.Phone();
        bool registeredElsewhere = false;
        cluster.Record.OnCommit = async (commit, write) =>
        {
            if (commit is { Row: null, Answer: not null } && !registeredElsewhere)
            {
                // Another activation registers the identity before "not registered" is written down.
                registeredElsewhere = true;
                var state = new IdentityState("m-else", TimeProvider.System.GetUtcNow(), 1, [new BoundIdentity(phone, "app", DateTimeOffset.UnixEpoch)], [], IdentityStatus.Active, DateTimeOffset.UnixEpoch);
                var entry = new Interfaces.History.HistoryEntry(1, DateTimeOffset.UnixEpoch, Some.Key(), Interfaces.History.ChangeType.Registered, "tests", "app", null, null, state, [], null);
                await cluster.Record.Elsewhere.CommitAsync(new RowCommit { Expected = commit.Expected, Row = new IdentityRow(phone, 1, 1, state, null), Entry = entry }, default);
            }

            return await write();
        };
        var command = new UnbindCommand(new CommandContext("tests", Some.Key()), null);
        Assert.Equal(CommandOutcome.NotBound, Assert.IsType<CommandReply.Answered>(await cluster.Identity(phone).UnbindAsync(command)).Outcome);
        Assert.True(registeredElsewhere);
        Assert.True(Assert.IsType<CommandReply.Answered>(await cluster.Identity(phone).UnbindAsync(command)) is { Replayed: true, Outcome: CommandOutcome.NotBound });
    }
}
