using MemberGrains.ChangeStream.Port;
using MemberGrains.Testing;

namespace MemberGrains.ChangeStream.Tests.Relay;

public sealed class OutboxRelayTests
{
    // Nobody is marked out here.
    private static void Run(Func<VirtualThread, RelayStand, Task> test) => RelayStand.Run(TimeSpan.FromHours(1), test);

    /// <summary>Both centers, once and in order; and nothing is left.</summary>
    private static void AssertAllTold(RelayStand stand, List<ChangeEvent> events)
    {
        Assert.Equal(events, stand.A.Events);
        Assert.Equal(events, stand.B.Events);
        Assert.Equal(0, stand.Outbox.Count);
    }

    [Fact]
    public void Every_event_reaches_both_centers_once_and_in_order_and_leaves_the_outbox() => Run(async (thread, stand) =>
    {
        var events = stand.Add(95);
        _ = stand.Run(1);
        await thread.PassAsync(TimeSpan.FromSeconds(1));
        AssertAllTold(stand, events);
    });

    [Fact]
    public void Nothing_leaves_the_outbox_before_both_centers_have_confirmed() => Run(async (thread, stand) =>
    {
        stand.B.Weather = (_, _) => throw new NotConfirmedException("no");
        var events = stand.Add(5);
        _ = stand.Run(1);
        await thread.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(events, stand.A.Events);
        Assert.Equal(5, stand.Outbox.Count);
        stand.B.Weather = (_, _) => Task.CompletedTask;
        await thread.PassAsync(TimeSpan.FromSeconds(5));
        AssertAllTold(stand, events);
    });

    [Fact]
    public void A_center_that_hangs_does_not_keep_the_news_from_the_other() => Run(async (thread, stand) =>
    {
        stand.B.Weather = (_, cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, thread.Time, cancellation);
        _ = stand.Run(1);
        for (int i = 0; i < 4; i++)
        {
            stand.Add(10);
            await thread.PassAsync(TimeSpan.FromSeconds(1));
            Assert.Equal((i + 1) * 10, stand.A.Events.Count());
        }
    });

    [Fact]
    public void How_far_one_center_may_be_ahead_is_bounded() => Run(async (thread, stand) =>
    {
        stand.B.Weather = (_, cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, thread.Time, cancellation);
        stand.Add(500);
        _ = stand.Run(1);
        await thread.PassAsync(TimeSpan.FromMinutes(5));
        Assert.InRange(stand.A.Events.Count(), 50, 60);
        Assert.InRange(stand.Outbox.LargestRead, 50, 60);
        stand.B.Weather = (_, _) => Task.CompletedTask;
        await thread.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(500, stand.A.Events.Count());
        Assert.Equal(0, stand.Outbox.Count);
    });

    [Fact]
    public void What_both_centers_have_confirmed_is_not_read_again_while_it_waits_for_its_deletion() => Run(async (thread, stand) =>
    {
        stand.Options.RemovalInterval = TimeSpan.FromMinutes(1);
        stand.Add(1);
        _ = stand.Run(1);
        await thread.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(0, stand.Outbox.Count);
        stand.Add(8);
        await thread.PassAsync(TimeSpan.FromSeconds(1));
        stand.Add(1);
        await thread.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(9, stand.Outbox.Count);
        Assert.Equal(10, stand.Outbox.ItemsRead);
        Assert.Equal(10, stand.B.Events.Count());
    });

    [Fact]
    public void A_center_that_is_slower_is_told_everything_once_and_in_order() => Run(async (thread, stand) =>
    {
        stand.B.Weather = (message, cancellation) => message is StreamMessage.Changes ? Task.Delay(TimeSpan.FromMilliseconds(90), thread.Time, cancellation) : Task.CompletedTask;
        var events = stand.Add(25);
        _ = stand.Run(1);
        await thread.PassAsync(TimeSpan.FromSeconds(5));
        AssertAllTold(stand, events);
    });

    [Fact]
    public void What_was_not_deleted_is_published_again_by_the_next_relay() => Run(async (thread, stand) =>
    {
        // The process died between confirm and deletion: the outbox is what survives it.
        stand.Outbox.Fault = new InvalidOperationException("the store is away");
        var events = stand.Add(3);
        _ = stand.Run(1);
        await thread.PassAsync(TimeSpan.FromSeconds(1));
        stand.Outbox.Fault = null;
        stand.Outbox.Fence = 2;
        _ = stand.Run(2);
        await thread.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(events, stand.A.Events.Distinct());
        Assert.Equal(events, stand.B.Events.Distinct());
        Assert.Equal(0, stand.Outbox.Count);
    });

    [Fact]
    public void A_relay_that_lost_its_fence_deletes_nothing_and_ends() => Run(async (thread, stand) =>
    {
        stand.Outbox.Fence = 2;
        stand.Add(3);
        var run = stand.Run(1);
        await thread.PassAsync(TimeSpan.FromSeconds(1));
        Assert.True(run.IsCompletedSuccessfully);
        Assert.Equal(3, stand.Outbox.Count);
    });

    [Fact]
    public void A_row_that_commits_late_with_a_smaller_id_is_not_passed_over() => Run(async (thread, stand) =>
    {
        stand.Add(20);
        _ = stand.Run(1);
        await thread.PassAsync(TimeSpan.FromSeconds(1));
        var late = stand.Outbox.AddLate();
        stand.Add(20);
        await thread.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Contains(late, stand.A.Events);
        Assert.Contains(late, stand.B.Events);
        Assert.Equal(0, stand.Outbox.Count);
    });

    [Fact]
    public void Messages_are_numbered_without_holes_and_a_repeat_keeps_its_number() => Run(async (thread, stand) =>
    {
        var tried = new List<long>();
        int refusals = 2;
        stand.B.Weather = (message, _) =>
        {
            tried.Add(message.Position.Number);
            return message.Position.Number == 3 && refusals-- > 0 ? throw new NotConfirmedException("no") : Task.CompletedTask;
        };
        stand.Add(60);
        _ = stand.Run(1);
        await thread.PassAsync(TimeSpan.FromSeconds(3));
        Assert.Equal(Enumerable.Range(1, stand.B.Confirmed.Count).Select(i => (long)i), stand.B.Confirmed.Select(message => message.Position.Number));
        Assert.Equal(3, tried.Count(number => number == 3));
        Assert.All(stand.B.Confirmed, message => Assert.Equal(1, message.Position.Fence));
    });

    [Fact]
    public void Heartbeats_come_every_second_and_never_pass_the_oldest_row() => Run(async (thread, stand) =>
    {
        _ = stand.Run(1);
        await thread.PassAsync(TimeSpan.FromSeconds(10.5));
        Assert.InRange(stand.A.Heartbeats.Count(), 9, 11);
        stand.B.Weather = (message, _) => message is StreamMessage.Changes ? throw new NotConfirmedException("no") : Task.CompletedTask;
        var stuck = stand.Outbox.Add();
        await thread.PassAsync(TimeSpan.FromSeconds(10));
        Assert.True(stand.A.Heartbeats.Last().PublishedThrough < stuck.Entry.At);
        Assert.True(stand.B.Heartbeats.Last().PublishedThrough < stuck.Entry.At);
        stand.B.Weather = (_, _) => Task.CompletedTask;
        await thread.PassAsync(TimeSpan.FromSeconds(5));
        Assert.True(stand.B.Heartbeats.Last().PublishedThrough > stuck.Entry.At);
    });

    [Fact]
    public void A_store_that_is_away_is_asked_again_with_growing_pauses() => Run(async (thread, stand) =>
    {
        stand.Outbox.Fault = new InvalidOperationException("away");
        var events = stand.Add(2);
        _ = stand.Run(1);
        await thread.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(stand.A.Events);
        stand.Outbox.Fault = null;
        await thread.PassAsync(stand.Options.LongestBackoff + TimeSpan.FromSeconds(1));
        Assert.Equal(events, stand.A.Events);
    });

    [Fact]
    public void A_relay_that_is_asked_to_stop_stops_while_a_broker_hangs() => VirtualThread.Run(async thread =>
    {
        var stand = new RelayStand(thread, TimeSpan.FromHours(1));
        stand.A.Weather = (_, cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, thread.Time, cancellation);
        stand.Add(1);
        var run = stand.Run(1);
        await thread.PassAsync(TimeSpan.FromSeconds(1));
        await stand.DisposeAsync();
        Assert.True(run.IsCompletedSuccessfully);
        Assert.Equal(1, stand.Outbox.Count);
    });

    [Fact]
    public void A_relay_that_is_asked_to_stop_stops_while_it_waits_to_try_both_centers_again() => VirtualThread.Run(async thread =>
    {
        var stand = new RelayStand(thread, TimeSpan.FromHours(1));
        stand.A.Weather = stand.B.Weather = (_, _) => throw new NotConfirmedException("no");
        stand.Add(1);
        var run = stand.Run(1);
        await thread.PassAsync(TimeSpan.FromMinutes(1));
        await stand.DisposeAsync();
        Assert.True(run.IsCompletedSuccessfully);
    });

    [Fact]
    public void A_message_that_was_not_confirmed_comes_again_with_the_same_content_though_more_has_been_committed() => Run(async (thread, stand) =>
    {
        var tried = new List<StreamMessage>();
        stand.B.Weather = (message, _) =>
        {
            tried.Add(message);
            return tried.Count <= 3 ? throw new NotConfirmedException("it may have arrived") : Task.CompletedTask;
        };
        stand.Add(3);
        _ = stand.Run(1);
        for (int i = 0; i < 10; i++)
        {
            await thread.PassAsync(TimeSpan.FromMilliseconds(100));
            stand.Add(1);
        }

        await thread.PassAsync(TimeSpan.FromSeconds(5));
        Assert.All(tried.GroupBy(message => message.Position.Number), repeats => Assert.Single(repeats.Distinct()));
        Assert.Equal(13, stand.B.Events.Count());
    });
}
