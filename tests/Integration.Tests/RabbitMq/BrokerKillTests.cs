using MemberGrains.ChangeStream.Port;
using MemberGrains.Servers;
using MemberGrains.Servers.Testing;

namespace MemberGrains.Integration.Tests.RabbitMq;

/// <summary>A broker that is killed, frozen, or loses its queues, under publishing and consuming.</summary>
[Collection(nameof(RabbitMqCollection))]
[Needs(Server.RabbitMq)]
public sealed class BrokerKillTests(RabbitMqFixture rabbitMq)
{
    [ServerFact]
    public async Task Nothing_confirmed_is_lost_when_the_broker_is_killed_and_order_holds()
    {
        await using var broker = Adapter.OpenAsShipped("a", Adapter.Careful(rabbitMq.Server, rabbitMq.TakePrefix()), "cache", "search");
        Told cache = new(), search = new();
        await using var one = broker.Subscribe("cache", cache.Take);
        await using var two = broker.Subscribe("search", search.Take);
        using var enough = new CancellationTokenSource();
        int repeats = 0;
        long last = 0;
        var publishing = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                repeats += await Stream.ConfirmedAsync(broker, Stream.Message(++last)) - 1;
                await Task.Delay(TimeSpan.FromMilliseconds(4)); // the load: some 200 messages a second
            }
        });
        // Killed as early as something is confirmed: its queues must not be younger than it remembers.
        await cache.UntilAsync(told => told.Numbers.Count > 10, publishing);
        await rabbitMq.Server.RestartAsync();
        int before = cache.Numbers.Count;
        await cache.UntilAsync(told => told.Numbers.Count > before + 100, publishing);
        await enough.CancelAsync();
        await publishing;
        long[] all = [.. Enumerable.Range(1, (int)last).Select(number => (long)number)];
        await cache.UntilAsync(told => told.Numbers.Count == all.Length);
        await search.UntilAsync(told => told.Numbers.Count == all.Length);
        Assert.Equal(all, cache.Numbers);
        Assert.Equal(all, search.Numbers);
        Assert.True(repeats > 0, "The kill was not noticed.");
    }

    [ServerFact]
    public async Task A_broker_that_hangs_confirms_nothing_and_is_used_again_when_it_goes_on()
    {
        await using var broker = Adapter.OpenAsShipped("a", Adapter.Options(rabbitMq.Server, rabbitMq.TakePrefix()), "cache");
        var told = new Told();
        await using var consumer = broker.Subscribe("cache", told.Take);
        await Stream.ConfirmedAsync(broker, Stream.Message(1));
        await rabbitMq.Server.FreezeAsync();
        try
        {
            await Assert.ThrowsAsync<NotConfirmedException>(() => broker.PublishAsync(Stream.Message(2), CancellationToken.None).AsTask());
        }
        finally
        {
            rabbitMq.Server.Thaw();
        }

        await Stream.ConfirmedAsync(broker, Stream.Message(2));
        await Stream.ConfirmedAsync(broker, Stream.Message(3));
        await told.UntilAsync(seen => seen.Numbers.Count == 3);
        Assert.Equal([1L, 2, 3], told.Numbers);
    }

    [ServerFact]
    public async Task A_message_that_no_queue_takes_is_not_confirmed()
    {
        await using var broker = Adapter.Open(rabbitMq.Server, rabbitMq.TakePrefix());
        // Declared, so that there is an exchange without a queue.
        await using (var other = Adapter.Open("a", Adapter.Options(rabbitMq.Server, rabbitMq.TakePrefix()), "cache"))
            await Stream.ConfirmedAsync(other, Stream.Message(1));
        await Assert.ThrowsAsync<NotConfirmedException>(() => broker.PublishAsync(Stream.Message(1), CancellationToken.None).AsTask());
    }

    [ServerFact]
    public async Task Queues_that_were_deleted_are_declared_again_and_their_consumers_come_back()
    {
        string prefix = rabbitMq.TakePrefix();
        await using var broker = Adapter.Open(rabbitMq.Server, prefix, "cache");
        var told = new Told();
        await using var consumer = broker.Subscribe("cache", told.Take);
        await Stream.ConfirmedAsync(broker, Stream.Message(1));
        await told.UntilAsync(seen => seen.Numbers.Count == 1);
        await rabbitMq.Server.ControlAsync(default, "delete_queue", $"{prefix}.cache.c0");
        await Stream.ConfirmedAsync(broker, Stream.Message(2));
        await told.UntilAsync(seen => seen.Numbers.Count == 2);
        Assert.Equal([1L, 2], told.Numbers);
    }

    [ServerFact]
    public async Task Messages_wait_for_a_group_without_a_consumer_and_are_counted()
    {
        await using var broker = Adapter.Open(rabbitMq.Server, rabbitMq.TakePrefix(), "cache", "search");
        for (int i = 1; i <= 5; i++) await Stream.ConfirmedAsync(broker, Stream.Message(i, i % 2 == 0 ? "c0" : "c1"));
        await Eventually.TrueAsync(() => Task.FromResult(broker.WaitingEvents("cache") == 5));
        Assert.Equal(0, broker.WaitingEvents("nobody"));
        var told = new Told();
        await using var consumer = broker.Subscribe("cache", told.Take);
        await Eventually.TrueAsync(() => Task.FromResult(broker.WaitingEvents("cache") == 0));
        Assert.Equal(5, broker.WaitingEvents("search"));
    }
}
