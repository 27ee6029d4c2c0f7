using MemberGrains.ChangeStream.Diagnostics;
using MemberGrains.ChangeStream.Relay;
using MemberGrains.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace MemberGrains.ChangeStream.Tests.Relay;

/// <summary>How confirmed rows leave the outbox.</summary>
public sealed class RemovalTests
{
    [Fact]
    public void A_slow_deletion_does_not_keep_the_next_events_from_their_centers() => Run(async (thread, outbox, broker) =>
    {
        outbox.Deletion = () => Task.Delay(TimeSpan.FromSeconds(10), thread.Time);
        for (int i = 1; i <= 5; i++)
        {
            outbox.Add();
            await thread.PassAsync(TimeSpan.FromSeconds(1));
            Assert.Equal(i, broker.Events.Count());
        }

        Assert.Equal((1, 5), (outbox.Deletions, outbox.Count));
        await thread.PassAsync(TimeSpan.FromSeconds(20));
        Assert.Equal((2, 0), (outbox.Deletions, outbox.Count));
        Assert.Equal(5, broker.Events.Count());
    });

    [Fact]
    public void What_is_confirmed_within_an_interval_goes_in_one_deletion() => Run(async (thread, outbox, broker) =>
    {
        for (int i = 0; i < 100; i++)
        {
            outbox.Add();
            await thread.PassAsync(TimeSpan.FromMilliseconds(10));
        }

        await thread.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(100, broker.Events.Count());
        Assert.Equal(0, outbox.Count);
        // A second of changes, one deletion each 100 ms.
        Assert.InRange(outbox.Deletions, 5, 12);
    });

    [Fact]
    public void A_message_full_of_confirmed_rows_does_not_wait_for_the_interval() => Run(async (thread, outbox, broker) =>
    {
        for (int i = 0; i < 45; i++)
        {
            outbox.Add();
            await thread.PassAsync(TimeSpan.FromMilliseconds(10));
        }

        Assert.Equal(45, broker.Events.Count());
        // The first at once, then ten at a time.
        Assert.Equal(5, outbox.Deletions);
        Assert.InRange(outbox.Count, 1, 9);
    }, new RelayOptions { PollInterval = TimeSpan.FromMilliseconds(5), RemovalInterval = TimeSpan.FromMinutes(1), BatchSize = 10 });

    [Fact]
    public void A_deletion_that_fails_is_tried_again_after_growing_pauses_while_events_go_on() => Run(async (thread, outbox, broker) =>
    {
        outbox.Deletion = () => throw new InvalidOperationException("no write is possible");
        for (int i = 1; i <= 60; i++)
        {
            outbox.Add();
            await thread.PassAsync(TimeSpan.FromSeconds(1));
            Assert.Equal(i, broker.Events.Count());
        }

        // 0.05, 0.1 ... 1.6 s, and then every 2 s.
        Assert.InRange(outbox.Deletions, 30, 36);
        outbox.Deletion = () => Task.CompletedTask;
        await thread.PassAsync(TimeSpan.FromSeconds(3));
        Assert.Equal(0, outbox.Count);
        Assert.Equal(60, broker.Events.Count());
    });

    [Fact]
    public void A_fence_that_is_lost_while_a_deletion_is_under_way_ends_the_relay() => VirtualThread.Run(async thread =>
    {
        var outbox = new MemoryOutbox(thread.Time) { Deletion = () => Task.Delay(TimeSpan.FromSeconds(1), thread.Time) };
        outbox.Add();
        var run = Start(thread, outbox, new RecordingBroker("a"), CancellationToken.None);
        await thread.PassAsync(TimeSpan.FromMilliseconds(500));
        outbox.Fence = 2;
        await thread.PassAsync(TimeSpan.FromSeconds(1));
        Assert.True(run.IsCompletedSuccessfully);
        Assert.Equal((1, 1), (outbox.Deletions, outbox.Count));
    });

    private static void Run(Func<VirtualThread, MemoryOutbox, RecordingBroker, Task> test, RelayOptions? options = null) => VirtualThread.Run(async thread =>
    {
        using var stop = new CancellationTokenSource();
        var outbox = new MemoryOutbox(thread.Time);
        var broker = new RecordingBroker("a");
        var run = Start(thread, outbox, broker, stop.Token, options);
        await test(thread, outbox, broker);
        stop.Cancel();
        await run;
    });

    private static Task Start(VirtualThread thread, MemoryOutbox outbox, RecordingBroker broker, CancellationToken stop, RelayOptions? options = null) => new OutboxRelay(
        "c0", outbox, outbox.Backlogs, [broker], options ?? new RelayOptions { PollInterval = TimeSpan.FromMilliseconds(5), RemovalInterval = TimeSpan.FromMilliseconds(100) },
        thread.Time, new ChangeStreamMetrics(), NullLogger<OutboxRelay>.Instance).RunAsync(1, stop);
}
