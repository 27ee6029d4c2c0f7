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
    protected override IChangeBroker Open(VirtualThread thread, params string[] groups) => Broker(thread, 256, groups);

    [Fact]
    public void A_full_queue_refuses_and_takes_again_when_it_has_drained() => VirtualThread.Run(async thread =>
    {
        var broker = Broker(thread, 2, "cache");
        var held = Enumerable.Range(1, 2).Select(i => broker.PublishAsync(Beat(i), CancellationToken.None).AsTask()).ToList();
        await Assert.ThrowsAsync<NotConfirmedException>(() => broker.PublishAsync(Beat(3), CancellationToken.None).AsTask());
        await using var consumer = broker.Subscribe("cache", (_, _) => ValueTask.CompletedTask);
        foreach (var task in held) await task;
        await broker.PublishAsync(Beat(3), CancellationToken.None);
    });

    [Fact]
    public void A_broker_that_no_group_listens_to_confirms_nothing() => VirtualThread.Run(async thread =>
        await Assert.ThrowsAsync<NotConfirmedException>(() => Broker(thread, 2).PublishAsync(Beat(1), CancellationToken.None).AsTask()));

    [Fact]
    public void It_tells_how_many_events_wait() => VirtualThread.Run(async thread =>
    {
        var broker = Broker(thread, 8, "cache");
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

    private static InProcessBroker Broker(VirtualThread thread, int capacity, params string[] groups) => new(
        "a",
        groups,
        new InProcessBrokerOptions { QueueCapacity = capacity },
        thread.Time,
        new ChangeStreamMetrics(),
        NullLogger<InProcessBroker>.Instance);
}
