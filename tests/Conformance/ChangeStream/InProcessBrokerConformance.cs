using MemberGrains.ChangeStream.Diagnostics;
using MemberGrains.ChangeStream.InProcess;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace MemberGrains.Conformance.ChangeStream;

/// <summary>The broker inside the process.</summary>
public sealed class InProcessBrokerConformance : BrokerConformance
{
    /// <inheritdoc/>
    protected override IChangeBroker Create(params string[] groups) => Broker(TimeProvider.System, 256, groups);

    [Fact]
    public void A_confirm_means_that_every_group_has_acknowledged() => VirtualThread.Run(async thread =>
    {
        var broker = Broker(thread.Time, 256, "cache", "search");
        var gate = new TaskCompletionSource();
        await using var one = broker.Subscribe("cache", (_, _) => ValueTask.CompletedTask);
        await using var two = broker.Subscribe("search", async (_, _) => await gate.Task);
        var publishing = broker.PublishAsync(Message(1), CancellationToken.None).AsTask();
        await thread.PassAsync(TimeSpan.FromMinutes(1));
        Assert.False(publishing.IsCompleted);
        gate.SetResult();
        await publishing;
    });

    [Fact]
    public void A_group_that_nobody_listens_to_yet_holds_the_confirm() => VirtualThread.Run(async thread =>
    {
        var broker = Broker(thread.Time, 256, "cache");
        var publishing = broker.PublishAsync(Message(1), CancellationToken.None).AsTask();
        await thread.PassAsync(TimeSpan.FromSeconds(5));
        Assert.False(publishing.IsCompleted);
        await using var consumer = broker.Subscribe("cache", (_, _) => ValueTask.CompletedTask);
        await publishing;
    });

    [Fact]
    public void A_publisher_that_gives_up_is_not_told_a_confirm() => VirtualThread.Run(async thread =>
    {
        var broker = Broker(thread.Time, 256, "cache");
        using var enough = new CancellationTokenSource();
        var publishing = broker.PublishAsync(Message(1), enough.Token).AsTask();
        await thread.SettleAsync();
        enough.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publishing);
    });

    [Fact]
    public void A_full_queue_refuses_and_takes_again_when_it_has_drained() => VirtualThread.Run(async thread =>
    {
        var broker = Broker(thread.Time, 2, "cache");
        var held = Enumerable.Range(1, 2).Select(i => broker.PublishAsync(Beat(i), CancellationToken.None).AsTask()).ToList();
        await Assert.ThrowsAsync<NotConfirmedException>(() => broker.PublishAsync(Beat(3), CancellationToken.None).AsTask());
        await using var consumer = broker.Subscribe("cache", (_, _) => ValueTask.CompletedTask);
        foreach (var task in held) await task;
        await broker.PublishAsync(Beat(3), CancellationToken.None);
    });

    [Fact]
    public void A_broker_that_no_group_listens_to_confirms_nothing() => VirtualThread.Run(async thread =>
        await Assert.ThrowsAsync<NotConfirmedException>(() => Broker(thread.Time, 2).PublishAsync(Beat(1), CancellationToken.None).AsTask()));

    [Fact]
    public void It_tells_how_many_events_wait() => VirtualThread.Run(async thread =>
    {
        var broker = Broker(thread.Time, 8, "cache");
        var message = new StreamMessage.Changes("c0", [.. Enumerable.Range(1, 5).Select(i => new ChangeEvent(Some.Phone(), SomeEvents.Entry(Some.Phone(), i)))]);
        var publishing = broker.PublishAsync(message, CancellationToken.None).AsTask();
        await thread.SettleAsync();
        Assert.Equal(5, broker.WaitingEvents("cache"));
        Assert.Equal(0, broker.WaitingEvents("nobody"));
        await using var consumer = broker.Subscribe("cache", (_, _) => ValueTask.CompletedTask);
        await publishing;
        Assert.Equal(0, broker.WaitingEvents("cache"));
    });

    private static StreamMessage.Heartbeat Beat(long number) => new("c0", SomeEvents.Time) { Position = new RelayPosition(1, number) };

    private static InProcessBroker Broker(TimeProvider time, int capacity, params string[] groups) => new(
        "a",
        groups,
        new InProcessBrokerOptions { QueueCapacity = capacity },
        time,
        new ChangeStreamMetrics(),
        NullLogger<InProcessBroker>.Instance);
}
