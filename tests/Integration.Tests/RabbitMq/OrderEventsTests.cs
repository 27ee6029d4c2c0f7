using System.Globalization;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.History;
using MemberGrains.Servers;
using MemberGrains.Servers.Testing;
using MemberGrains.Testing;
using OrderEvents;

namespace MemberGrains.Integration.Tests.RabbitMq;

/// <summary>The sample consumer, on a real broker, told by the platform's own publisher.</summary>
[Collection(nameof(RabbitMqCollection))]
[Needs(Server.RabbitMq)]
public sealed class OrderEventsTests(RabbitMqFixture rabbitMq)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [ServerFact]
    public async Task Orders_follow_their_member_into_the_one_it_was_joined_into_whatever_comes_twice_or_late()
    {
        string host = rabbitMq.TakeVirtualHost();
        await using var broker = Adapter.OpenOn(rabbitMq.Server, host, "cache");
        await using var group = broker.Subscribe("cache", (_, _) => ValueTask.CompletedTask);
        var joined = SomeEvents.Full(Some.Phone()); // m2 is former now, joined into m1
        var before = new ChangeEvent(joined.Identity, joined.Entry with { Version = 4, Members = [new MemberTouch("m2", 7, [joined.Identity], null)] });
        await Stream.ConfirmedAsync(broker, new StreamMessage.Heartbeat("c0", SomeEvents.Time) { Position = new RelayPosition(1, 1) });
        var book = new OrderBook();
        book.Place("order-1", "m2");
        int told = 0;
        await using var feed = await ChangeFeed.StartAsync(Address(host), "orders.re-keying", change =>
        {
            lock (book) book.Apply(change);
            Interlocked.Increment(ref told);
        }, None);

        await Stream.ConfirmedAsync(broker, Message(2, joined));
        await Stream.ConfirmedAsync(broker, Message(3, before));
        await Stream.ConfirmedAsync(broker, Message(4, joined));
        await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref told) == 3));

        lock (book) Assert.Equal("m1", book.MemberOf("order-1"));
    }

    [ServerFact]
    public async Task What_came_while_the_consumer_was_away_waits_in_its_queue()
    {
        string host = rabbitMq.TakeVirtualHost();
        await using var broker = Adapter.OpenOn(rabbitMq.Server, host, "cache");
        await using var group = broker.Subscribe("cache", (_, _) => ValueTask.CompletedTask);
        await Stream.ConfirmedAsync(broker, new StreamMessage.Heartbeat("c0", SomeEvents.Time) { Position = new RelayPosition(1, 1) });
        await (await ChangeFeed.StartAsync(Address(host), "orders.away", _ => { }, None)).DisposeAsync();
        await Stream.ConfirmedAsync(broker, Message(2, SomeEvents.Full(Some.Phone())));
        var book = new OrderBook();
        book.Place("order-1", "m2");
        bool heard = false;

        await using var feed = await ChangeFeed.StartAsync(Address(host), "orders.away", change =>
        {
            lock (book) book.Apply(change);
            Volatile.Write(ref heard, true);
        }, None);
        await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref heard)));

        lock (book) Assert.Equal("m1", book.MemberOf("order-1"));
    }

    private static StreamMessage.Changes Message(long number, ChangeEvent change) => new("c0", [change]) { Position = new RelayPosition(1, number) };

    private Uri Address(string host) => new(string.Create(
        CultureInfo.InvariantCulture, $"amqp://{rabbitMq.Server.Account.User}:{rabbitMq.Server.Account.Password}@127.0.0.1:{rabbitMq.Server.Port}/{host}"));
}
