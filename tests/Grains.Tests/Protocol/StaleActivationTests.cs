using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Protocol;

/// <summary>What another activation of a grain does, this one must notice before it answers or writes.</summary>
public sealed class StaleActivationTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task A_strong_read_shows_what_another_activation_wrote()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        await cluster.RegisterAsync(phone);
        await cluster.RegisterAsync(union);
        var prepared = await Prepared.LeaveAsync(cluster, phone, union);
        await prepared.DecideAsync();
        Assert.Equal(2, (await cluster.ReadAsync(phone)).Version);
    }

    [Fact]
    public async Task A_command_stands_on_what_another_activation_wrote()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        await cluster.RegisterAsync(phone);
        await cluster.RegisterAsync(union);
        var prepared = await Prepared.LeaveAsync(cluster, phone, union);
        await prepared.DecideAsync();
        Assert.Equal(CommandOutcome.AlreadyBound, (await cluster.BindAsync(phone, union)).Outcome);
    }

    [Fact]
    public async Task An_outcome_without_change_is_not_given_on_a_participants_state_that_is_no_longer_held()
    {
        var (phone, union, card) = (Some.Phone(), Some.UnionId(), Some.Card());
        await cluster.RegisterAsync(phone);
        await cluster.RegisterAsync(union);
        await cluster.RegisterAsync(card);
        await cluster.BindAsync(phone, union);

        // Another activation of union unbinds it behind the back of this one: phone's row is written there too.
        foreach (var key in new[] { phone, union })
        {
            var loaded = await cluster.LoadedAsync(key);
            var alone = loaded.Row.State! with { Identities = [loaded.Row.State!.Identities.Single(one => one.Key == key)], MemberId = "m-" + key.Text };
            var entry = (await cluster.Store.History.ReadAsync(key, null, 1, default))[0] with { Version = loaded.Row.Version + 1, After = alone, OperationId = Some.Key() };
            await cluster.Record.Elsewhere.CommitAsync(
                new RowCommit
                {
                    Expected = new RowStamp(key, loaded.Row.Revision, loaded.Epoch),
                    Row = loaded.Row with { Revision = loaded.Row.Revision + 1, Version = entry.Version, State = alone },
                    Entry = entry,
                },
                default);
        }

        Assert.Equal(CommandOutcome.Bound, (await cluster.BindAsync(phone, union)).Outcome);
    }

    [Fact]
    public async Task A_slot_that_moved_to_another_epoch_is_read_again()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        await cluster.RegisterAsync(phone);
        await cluster.RegisterAsync(union);
        foreach (var key in new[] { phone, union })
        {
            var slot = Slot.Of(key);
            Assert.True(await cluster.Store.Epochs.AdvanceAsync(slot, await cluster.Store.Epochs.ReadAsync(slot, default), default));
        }

        Assert.Equal(CommandOutcome.Bound, (await cluster.BindAsync(phone, union)).Outcome);
    }

    [Fact]
    public async Task The_answer_may_leave_before_the_participants_have_applied()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        var goOn = new TaskCompletionSource();
        cluster.Record.OnCommit = async (commit, write) =>
        {
            if (commit.Index is IndexChange.LeavePrepared) await goOn.Task;
            return await write();
        };
        Assert.Equal(CommandOutcome.Bound, (await cluster.BindAsync(phone, union)).Outcome);
        Assert.NotNull((await cluster.RowAsync(union)).Pending);
        cluster.Record.OnCommit = null;
        goOn.SetResult();
        Assert.Equal(1, (await cluster.ReadAsync(union)).Version);
    }
}
