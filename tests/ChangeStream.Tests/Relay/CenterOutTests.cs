using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.Relay;
using MemberGrains.Testing;

namespace MemberGrains.ChangeStream.Tests.Relay;

/// <summary>A center that can not confirm is marked out, and brought back by its backlog.</summary>
public sealed class CenterOutTests
{
    private static void Run(Func<VirtualThread, RelayStand, Task> test) => RelayStand.Run(new RelayOptions().OutAfter, test);

    [Fact]
    public void A_center_that_does_not_confirm_for_long_is_marked_out_and_the_outbox_empties_without_it() => Run(async (thread, stand) =>
    {
        stand.BIsAway = true;
        _ = stand.Run(1);
        var events = await stand.WorkAsync(8);
        Assert.Empty(stand.Marks);
        events.AddRange(await stand.WorkAsync(20));
        await thread.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(["b"], stand.Marks.Select(mark => mark.Center));
        Assert.Equal(0, stand.Outbox.Count);
        Assert.Equal(events.Count, stand.Waiting);
        Assert.Equal(events, stand.A.Events);
    });

    [Fact]
    public void When_it_is_back_it_is_told_everything_and_the_mark_goes() => Run(async (thread, stand) =>
    {
        stand.BIsAway = true;
        _ = stand.Run(1);
        var events = await stand.WorkAsync(60);
        stand.BIsAway = false;
        events.AddRange(await stand.WorkAsync(10));
        await thread.PassAsync(new RelayOptions().RemovalInterval);
        Assert.Empty(stand.Marks);
        Assert.Equal(0, stand.Waiting + stand.Outbox.Count);
        Assert.Equal(events, stand.A.Events);
        Assert.Equal(events, stand.B.Events.Distinct());
        Assert.Equal(Enumerable.Range(1, stand.B.Confirmed.Count).Select(i => (long)i), stand.B.Confirmed.Select(message => message.Position.Number));
    });

    [Fact]
    public void Its_read_models_are_told_no_time_while_it_is_out_and_a_true_one_afterwards() => Run(async (thread, stand) =>
    {
        stand.BIsAway = true;
        _ = stand.Run(1);
        await stand.WorkAsync(30);
        stand.BIsAway = false;
        var told = new HashSet<ChangeEvent>();
        stand.B.Weather = async (message, cancellation) =>
        {
            // Slow enough that new changes come in while it catches up.
            await Task.Delay(TimeSpan.FromMilliseconds(200), thread.Time, cancellation);
            if (message is StreamMessage.Changes changes) told.UnionWith(changes.Events);
            if (message is not StreamMessage.Heartbeat beat) return;
            Assert.All(stand.A.Events.Where(change => change.Entry.At < beat.PublishedThrough), change => Assert.Contains(change, told));
        };
        await stand.WorkAsync(20);
        await thread.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Empty(stand.Marks);
        Assert.True(stand.B.Heartbeats.Last().PublishedThrough > stand.A.Events.Last().Entry.At);
    });

    [Fact]
    public void The_next_relay_goes_on_where_the_last_one_ended() => Run(async (thread, stand) =>
    {
        stand.BIsAway = true;
        var first = stand.Run(1);
        var events = await stand.WorkAsync(30);
        stand.Outbox.Fence = 2;
        events.AddRange(await stand.WorkAsync(1));
        await first;
        Assert.NotEmpty(stand.Marks);
        _ = stand.Run(2);
        stand.BIsAway = false;
        events.AddRange(await stand.WorkAsync(10));
        await thread.PassAsync(new RelayOptions().RemovalInterval);
        Assert.Empty(stand.Marks);
        Assert.Equal(0, stand.Waiting + stand.Outbox.Count);
        Assert.Equal(events.ToHashSet(), stand.B.Events.ToHashSet());
    });

    [Fact]
    public void While_both_are_away_nobody_is_marked_and_nothing_moves() => Run(async (thread, stand) =>
    {
        stand.BIsAway = true;
        stand.A.Weather = (_, _) => throw new NotConfirmedException("away too");
        _ = stand.Run(1);
        var events = await stand.WorkAsync(30);
        Assert.Empty(stand.Marks);
        Assert.Equal((events.Count, 0), (stand.Outbox.Count, stand.Waiting));
    });

    [Fact]
    public void A_center_that_hangs_is_marked_out_too() => Run(async (thread, stand) =>
    {
        _ = stand.Run(1);
        stand.B.Weather = (_, cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, thread.Time, cancellation);
        await stand.WorkAsync(30);
        Assert.Equal(["b"], stand.Marks.Select(mark => mark.Center));
        Assert.InRange(stand.Outbox.Count, 0, 1);
    });

    [Fact]
    public void A_center_that_an_operator_holds_is_told_its_backlog_and_stays_out() => Run(async (thread, stand) =>
    {
        _ = stand.Run(1);
        await thread.PassAsync(TimeSpan.FromSeconds(1));
        await stand.Outbox.Backlogs.HoldAsync("c0", "b", held: true, CancellationToken.None);
        await thread.PassAsync(TimeSpan.FromSeconds(2));
        int beats = stand.B.Heartbeats.Count();
        var events = await stand.WorkAsync(20);
        await thread.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(events, stand.B.Events);
        Assert.Equal(beats, stand.B.Heartbeats.Count());
        Assert.True(Assert.Single(stand.Marks).Held);
        await stand.Outbox.Backlogs.HoldAsync("c0", "b", held: false, CancellationToken.None);
        await thread.PassAsync(TimeSpan.FromSeconds(3));
        Assert.Empty(stand.Marks);
        Assert.True(stand.B.Heartbeats.Count() > beats);
    });
}
