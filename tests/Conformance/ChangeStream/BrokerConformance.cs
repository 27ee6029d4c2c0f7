using MemberGrains.ChangeStream.Port;
using MemberGrains.Servers.Testing;
using MemberGrains.Testing;

namespace MemberGrains.Conformance.ChangeStream;

/// <summary>What every center's broker must do; a subclass opens the adapter. Messages are told apart by their position.</summary>
public abstract class BrokerConformance : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly List<IAsyncDisposable> _open = [];

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        foreach (var open in Enumerable.Reverse(_open)) await open.DisposeAsync();
    }

    /// <summary>An empty broker with these groups declared, for the physical clusters c0 and c1.</summary>
    protected abstract IChangeBroker Create(params string[] groups);

    private protected IChangeBroker Open(params string[] groups)
    {
        var broker = Create(groups);
        if (broker is IAsyncDisposable disposable) _open.Add(disposable);
        return broker;
    }

    private protected IAsyncDisposable Listen(IChangeBroker broker, string group, Func<StreamMessage, CancellationToken, ValueTask> handler)
    {
        var subscription = broker.Subscribe(group, handler);
        _open.Add(subscription);
        return subscription;
    }

    private protected static StreamMessage.Changes Message(long number, string cluster = "c0")
    {
        var key = Some.Phone();
        return new StreamMessage.Changes(cluster, [new ChangeEvent(key, SomeEvents.Entry(key, 1))]) { Position = new RelayPosition(1, number) };
    }

    private static IEnumerable<long> Numbers(int from, int to) => Enumerable.Range(from, to - from + 1).Select(number => (long)number);

    [ServerFact]
    public async Task Every_group_gets_every_message_in_order()
    {
        var broker = Open("cache", "search");
        Seen cache = new(), search = new();
        Listen(broker, "cache", cache.Take);
        Listen(broker, "search", search.Take);
        for (int i = 1; i <= 50; i++) await broker.PublishAsync(Message(i), None);
        await cache.CountAsync(50);
        await search.CountAsync(50);
        Assert.Equal(Numbers(1, 50), cache.Numbers);
        Assert.Equal(cache.Numbers, search.Numbers);
    }

    [ServerFact]
    public async Task A_message_arrives_as_it_was_published()
    {
        var broker = Open("cache");
        var seen = new Seen();
        Listen(broker, "cache", seen.Take);
        IReadOnlyList<ChangeEvent> events = [SomeEvents.Full(Some.Phone()), SomeEvents.Full(Some.Card()), SomeEvents.Bare(Some.UnionId())];
        await broker.PublishAsync(new StreamMessage.Changes("c1", [.. events]) { Position = new RelayPosition(7, 1) }, None);
        var beat = new StreamMessage.Heartbeat("c1", SomeEvents.Time) { Position = new RelayPosition(7, 2) };
        await broker.PublishAsync(beat, None);
        await seen.CountAsync(2);
        var changes = Assert.IsType<StreamMessage.Changes>(seen.Messages[0]);
        Assert.Equal(events, changes.Events.ToList());
        Assert.Equal(("c1", new RelayPosition(7, 1)), (changes.Cluster, changes.Position));
        Assert.Equal(beat, seen.Messages[1]);
    }

    [ServerFact]
    public async Task Messages_published_at_once_keep_the_order_of_publishing()
    {
        var broker = Open("cache");
        var seen = new Seen();
        Listen(broker, "cache", async (message, cancellation) =>
        {
            await Task.Yield();
            await seen.Take(message, cancellation);
        });
        await broker.PublishAsync(Message(1), None);
        await Task.WhenAll(Numbers(2, 100).Select(i => broker.PublishAsync(Message(i), None).AsTask()));
        await seen.CountAsync(100);
        Assert.Equal(Numbers(1, 100), seen.Numbers);
    }

    [ServerFact]
    public async Task The_first_messages_of_all_published_at_once_keep_their_order_too()
    {
        var broker = Open("cache");
        var seen = new Seen();
        Listen(broker, "cache", seen.Take);
        await Task.WhenAll(Numbers(1, 100).Select(i => broker.PublishAsync(Message(i), None).AsTask()));
        await seen.CountAsync(100);
        Assert.Equal(Numbers(1, 100), seen.Numbers);
    }

    [ServerFact]
    public async Task A_group_that_nobody_listens_to_yet_gets_the_message_later()
    {
        var broker = Open("cache");
        var publishing = broker.PublishAsync(Message(1), None).AsTask();
        var seen = new Seen();
        Listen(broker, "cache", seen.Take);
        await publishing;
        await seen.CountAsync(1);
        Assert.Equal([1L], seen.Numbers);
    }

    [ServerFact]
    public async Task A_failed_message_comes_again_before_any_later_one()
    {
        var broker = Open("cache");
        var seen = new Seen();
        int failures = 3;
        Listen(broker, "cache", async (message, cancellation) =>
        {
            await seen.Take(message, cancellation);
            if (message.Position.Number == 2 && failures-- > 0) throw new InvalidOperationException("not now");
        });
        for (int i = 1; i <= 3; i++) await broker.PublishAsync(Message(i), None);
        await seen.CountAsync(6);
        Assert.Equal([1L, 2, 2, 2, 2, 3], seen.Numbers);
    }

    [ServerFact]
    public async Task A_group_that_takes_many_at_once_gets_each_once_in_order_also_when_one_failed_among_them()
    {
        var broker = Open("cache");
        var seen = new Seen();
        int failures = 3, most = 0;
        _open.Add(broker.Subscribe("cache", 8, async (messages, cancellation) =>
        {
            most = Math.Max(most, messages.Length);
            if (messages.Any(message => message.Position.Number == 10) && failures-- > 0) throw new InvalidOperationException("not now");
            foreach (var message in messages) await seen.Take(message, cancellation);
        }));
        await broker.PublishAsync(Message(1), None);
        await Task.WhenAll(Numbers(2, 40).Select(i => broker.PublishAsync(Message(i), None).AsTask()));
        await seen.CountAsync(40);
        Assert.Equal(Numbers(1, 40), seen.Numbers);
        Assert.InRange(most, 1, 8);
    }

    [ServerFact]
    public async Task A_failing_group_does_not_hold_up_another()
    {
        var broker = Open("cache", "search");
        var seen = new Seen();
        Listen(broker, "cache", (_, _) => throw new InvalidOperationException("never"));
        Listen(broker, "search", seen.Take);
        using var enough = new CancellationTokenSource();
        var publishing = Numbers(1, 3).Select(i => broker.PublishAsync(Message(i), enough.Token).AsTask()).ToList();
        await seen.CountAsync(3);
        Assert.Equal([1L, 2, 3], seen.Numbers);
        await enough.CancelAsync();
        foreach (var task in publishing) await EndedAsync(task);
    }

    [ServerFact]
    public async Task One_physical_cluster_does_not_hold_up_another()
    {
        var broker = Open("cache");
        var seen = new Seen();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Listen(broker, "cache", async (message, cancellation) =>
        {
            if (message.Cluster == "c0") await gate.Task;
            await seen.Take(message, cancellation);
        });
        var stuck = broker.PublishAsync(Message(1, "c0"), None).AsTask();
        await broker.PublishAsync(Message(1, "c1"), None);
        await seen.CountAsync(1);
        Assert.Equal(["c1"], seen.Messages.Select(message => message.Cluster));
        gate.SetResult();
        await stuck;
        await seen.CountAsync(2);
    }

    [ServerFact]
    public async Task Consumers_of_a_group_compete_and_one_at_a_time_is_active()
    {
        var broker = Open("cache");
        Seen first = new(), second = new();
        int running = 0, most = 0;
        Func<StreamMessage, CancellationToken, ValueTask> Counting(Seen seen) => async (message, cancellation) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            await seen.Take(message, cancellation);
        };
        var one = Listen(broker, "cache", Counting(first));
        await broker.PublishAsync(Message(1), None);
        await first.CountAsync(1);
        Listen(broker, "cache", Counting(second));
        for (int i = 2; i <= 10; i++) await broker.PublishAsync(Message(i), None);
        await first.CountAsync(10);
        await one.DisposeAsync();
        for (int i = 11; i <= 20; i++) await broker.PublishAsync(Message(i), None);
        // At least once: the last one's acknowledgement may not have arrived when its consumer left.
        await second.UntilAsync(20);
        Assert.Equal(Numbers(1, 20), first.Numbers.Concat(second.Numbers).Distinct());
        Assert.Equal((10, 1), (first.Numbers.Count, most));
    }

    [ServerFact]
    public async Task What_a_leaving_consumer_had_not_acknowledged_goes_to_the_next_one_first()
    {
        var broker = Open("cache");
        Seen begun = new(), seen = new();
        var one = Listen(broker, "cache", async (message, cancellation) =>
        {
            await begun.Take(message, cancellation);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        });
        var publishing = Numbers(1, 3).Select(i => broker.PublishAsync(Message(i), None).AsTask()).ToList();
        await begun.CountAsync(1);
        Listen(broker, "cache", seen.Take);
        await one.DisposeAsync();
        foreach (var task in publishing) await task;
        await seen.CountAsync(3);
        Assert.Equal([1L], begun.Numbers);
        Assert.Equal([1L, 2, 3], seen.Numbers);
    }

    [ServerFact]
    public async Task A_publisher_that_gives_up_may_publish_again()
    {
        var broker = Open("cache");
        using var enough = new CancellationTokenSource();
        var publishing = broker.PublishAsync(Message(1), enough.Token).AsTask();
        await enough.CancelAsync();
        await EndedAsync(publishing);
        var seen = new Seen();
        Listen(broker, "cache", seen.Take);
        await broker.PublishAsync(Message(1), None);
        await broker.PublishAsync(Message(2), None);
        await seen.UntilAsync(2);
        // At least once: the message given up may have been kept.
        Assert.Equal([1L, 2], seen.Numbers.Distinct());
    }

    /// <summary>Confirmed after all, or given up: nothing else.</summary>
    private static async Task EndedAsync(Task publishing)
    {
        try
        {
            await publishing;
        }
        catch (OperationCanceledException)
        {
            Assert.True(publishing.IsCanceled);
        }
    }
}
