using MemberGrains.ChangeStream.Port;
using MemberGrains.Testing;

namespace MemberGrains.Conformance.ChangeStream;

/// <summary>What every center's broker must do; a subclass opens the adapter. Messages are told apart by their position.</summary>
public abstract class BrokerConformance
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>A broker with these groups declared, on the test's thread and clock.</summary>
    protected abstract IChangeBroker Open(VirtualThread thread, params string[] groups);

    private static StreamMessage.Changes Message(long number, string cluster = "c0") =>
        new StreamMessage.Changes(cluster, [new ChangeEvent(Some.Phone(), SomeEvents.Entry(Some.Phone(), 1))]) { Position = new RelayPosition(1, number) };

    private static Func<StreamMessage, CancellationToken, ValueTask> Into(List<long> seen) => (message, _) =>
    {
        seen.Add(message.Position.Number);
        return ValueTask.CompletedTask;
    };

    [Fact]
    public void Every_group_gets_every_message_in_order() => VirtualThread.Run(async thread =>
    {
        var broker = Open(thread, "cache", "search");
        List<long> cache = [], search = [];
        await using var one = broker.Subscribe("cache", Into(cache));
        await using var two = broker.Subscribe("search", Into(search));
        for (int i = 1; i <= 50; i++) await broker.PublishAsync(Message(i), None);
        Assert.Equal(Enumerable.Range(1, 50).Select(i => (long)i), cache);
        Assert.Equal(cache, search);
    });

    [Fact]
    public void Messages_published_at_once_keep_the_order_of_publishing() => VirtualThread.Run(async thread =>
    {
        var broker = Open(thread, "cache");
        List<long> seen = [];
        await using var consumer = broker.Subscribe("cache", async (message, _) =>
        {
            await Task.Yield();
            seen.Add(message.Position.Number);
        });
        await Task.WhenAll(Enumerable.Range(1, 100).Select(i => broker.PublishAsync(Message(i), None).AsTask()));
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), seen);
    });

    [Fact]
    public void A_confirm_means_that_every_group_has_acknowledged() => VirtualThread.Run(async thread =>
    {
        var broker = Open(thread, "cache", "search");
        var gate = new TaskCompletionSource();
        await using var one = broker.Subscribe("cache", (_, _) => ValueTask.CompletedTask);
        await using var two = broker.Subscribe("search", async (_, _) => await gate.Task);
        var publishing = broker.PublishAsync(Message(1), None).AsTask();
        await thread.PassAsync(TimeSpan.FromMinutes(1));
        Assert.False(publishing.IsCompleted);
        gate.SetResult();
        await publishing;
    });

    [Fact]
    public void A_group_that_nobody_listens_to_yet_holds_the_confirm_and_gets_the_message_later() => VirtualThread.Run(async thread =>
    {
        var broker = Open(thread, "cache");
        var publishing = broker.PublishAsync(Message(1), None).AsTask();
        await thread.PassAsync(TimeSpan.FromSeconds(5));
        Assert.False(publishing.IsCompleted);
        List<long> seen = [];
        await using var consumer = broker.Subscribe("cache", Into(seen));
        await publishing;
        Assert.Equal([1L], seen);
    });

    [Fact]
    public void A_failed_message_comes_again_before_any_later_one() => VirtualThread.Run(async thread =>
    {
        var broker = Open(thread, "cache");
        List<long> seen = [];
        int failures = 3;
        await using var consumer = broker.Subscribe("cache", (message, _) =>
        {
            seen.Add(message.Position.Number);
            if (message.Position.Number == 2 && failures-- > 0) throw new InvalidOperationException("not now");
            return ValueTask.CompletedTask;
        });
        await Task.WhenAll(Enumerable.Range(1, 3).Select(i => broker.PublishAsync(Message(i), None).AsTask()));
        Assert.Equal([1L, 2, 2, 2, 2, 3], seen);
    });

    [Fact]
    public void A_failing_group_does_not_hold_up_another() => VirtualThread.Run(async thread =>
    {
        var broker = Open(thread, "cache", "search");
        List<long> seen = [];
        await using var one = broker.Subscribe("cache", (_, _) => throw new InvalidOperationException("never"));
        await using var two = broker.Subscribe("search", Into(seen));
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(30), thread.Time);
        var publishing = Enumerable.Range(1, 3).Select(i => broker.PublishAsync(Message(i), enough.Token).AsTask()).ToList();
        await thread.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal([1L, 2, 3], seen);
        foreach (var task in publishing) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
    });

    [Fact]
    public void One_physical_cluster_does_not_hold_up_another() => VirtualThread.Run(async thread =>
    {
        var broker = Open(thread, "cache");
        List<string> seen = [];
        var gate = new TaskCompletionSource();
        await using var consumer = broker.Subscribe("cache", async (message, _) =>
        {
            if (message.Cluster == "c0") await gate.Task;
            seen.Add(message.Cluster);
        });
        var stuck = broker.PublishAsync(Message(1, "c0"), None).AsTask();
        await broker.PublishAsync(Message(1, "c1"), None);
        Assert.Equal(["c1"], seen);
        gate.SetResult();
        await stuck;
    });

    [Fact]
    public void Consumers_of_a_group_compete_and_one_at_a_time_is_active() => VirtualThread.Run(async thread =>
    {
        var broker = Open(thread, "cache");
        List<long> first = [], second = [];
        int running = 0;
        Func<StreamMessage, CancellationToken, ValueTask> Counting(List<long> seen) => async (message, _) =>
        {
            Assert.Equal(1, ++running);
            await Task.Yield();
            running--;
            seen.Add(message.Position.Number);
        };
        var one = broker.Subscribe("cache", Counting(first));
        await using var two = broker.Subscribe("cache", Counting(second));
        for (int i = 1; i <= 10; i++) await broker.PublishAsync(Message(i), None);
        await one.DisposeAsync();
        for (int i = 11; i <= 20; i++) await broker.PublishAsync(Message(i), None);
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), first.Concat(second));
        Assert.Equal(10, first.Count);
    });

    [Fact]
    public void What_a_leaving_consumer_had_not_acknowledged_goes_to_the_next_one_first() => VirtualThread.Run(async thread =>
    {
        var broker = Open(thread, "cache");
        List<long> begun = [], seen = [];
        var one = broker.Subscribe("cache", async (message, cancellation) =>
        {
            begun.Add(message.Position.Number);
            await Task.Delay(Timeout.InfiniteTimeSpan, thread.Time, cancellation);
        });
        await using var two = broker.Subscribe("cache", Into(seen));
        var publishing = Enumerable.Range(1, 3).Select(i => broker.PublishAsync(Message(i), None).AsTask()).ToList();
        await thread.SettleAsync();
        Assert.Equal([1L], begun);
        await one.DisposeAsync();
        foreach (var task in publishing) await task;
        Assert.Equal([1L, 2, 3], seen);
    });

    [Fact]
    public void A_publisher_that_gives_up_is_not_told_a_confirm_and_may_publish_again() => VirtualThread.Run(async thread =>
    {
        var broker = Open(thread, "cache");
        using var enough = new CancellationTokenSource();
        var publishing = broker.PublishAsync(Message(1), enough.Token).AsTask();
        await thread.SettleAsync();
        enough.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publishing);
        List<long> seen = [];
        await using var consumer = broker.Subscribe("cache", Into(seen));
        await broker.PublishAsync(Message(1), None);
        await broker.PublishAsync(Message(2), None);
        // At least once: the message given up may have been kept.
        Assert.Equal([1L, 2], seen.Distinct());
    });
}
