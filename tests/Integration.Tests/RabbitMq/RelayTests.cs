using MemberGrains.ChangeStream.Diagnostics;
using MemberGrains.ChangeStream.InProcess;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Servers;
using MemberGrains.Servers.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace MemberGrains.Integration.Tests.RabbitMq;

/// <summary>The relay from a record in files to real brokers: hand-over, and a center that is out for a while.</summary>
[Collection(nameof(RabbitMqCollection))]
[Needs(Server.RabbitMq)]
public sealed class RelayTests(RabbitMqFixture rabbitMq)
{
    [ServerFact]
    public async Task Two_relays_at_a_hand_over_lose_nothing_and_the_version_decides()
    {
        await using var stand = new RelayStand();
        await using var a = Adapter.Open("a", Adapter.Options(rabbitMq.Server, rabbitMq.TakePrefix()), "cache");
        await using var b = Adapter.Open("b", Adapter.Options(rabbitMq.Server, rabbitMq.TakePrefix()), "cache");
        Told toA = new(), toB = new();
        await using var one = a.Subscribe("cache", toA.Take);
        await using var two = b.Subscribe("cache", toB.Take);

        var first = await stand.RelayAsync("first", [a, b]);
        for (int i = 0; i < 40; i++) await stand.CommitAsync(versions: 3);
        foreach (var told in (Told[])[toA, toB]) await told.UntilAsync(seen => seen.Events.Any());
        // The first one does not know yet that it has lost its fence.
        _ = await stand.RelayAsync("second", [a, b]);
        for (int i = 0; i < 40; i++) await stand.CommitAsync(versions: 3);
        await first.WaitAsync(Told.Patience);
        await stand.QuietAsync();

        foreach (var told in (Told[])[toA, toB])
        {
            await told.UntilAsync(seen => seen.Events.Distinct().Count() == stand.Committed.Count);
            Assert.Equal(Newest(stand.Committed), Newest(told.Events));
            Assert.Equal(2, told.Messages.Select(message => message.Position.Fence).Distinct().Count());
        }
    }

    [ServerFact]
    public async Task A_center_whose_broker_is_killed_is_marked_out_and_brought_back_by_its_backlog()
    {
        await using var stand = new RelayStand();
        var server = rabbitMq.Server;
        var a = new InProcessBroker("a", ["cache"], new InProcessBrokerOptions(), TimeProvider.System, new ChangeStreamMetrics(), NullLogger<InProcessBroker>.Instance);
        await using var b = Adapter.OpenAsShipped("b", Adapter.Careful(server, rabbitMq.TakePrefix()), "cache");
        Told toA = new(), toB = new();
        await using var one = a.Subscribe("cache", toA.Take);
        await using var two = b.Subscribe("cache", toB.Take);
        _ = await stand.RelayAsync("relay", [a, b], outAfter: TimeSpan.FromSeconds(1));
        for (int i = 0; i < 20; i++) await stand.CommitAsync(versions: 2);
        await toB.UntilAsync(told => told.Events.Distinct().Count() == stand.Committed.Count && told.Messages.Any(message => message is StreamMessage.Heartbeat));

        await server.KillAsync();
        for (int i = 0; i < 20; i++) await stand.CommitAsync(versions: 2);
        await Eventually.TrueAsync(async () => (await stand.PublishedAsync()).Out is [{ Center: "b", Waiting: > 0 }]);
        for (int i = 0; i < 20; i++) await stand.CommitAsync(versions: 2);
        // The living center is told at once, and its outbox does not wait.
        await toA.UntilAsync(told => told.Events.Distinct().Count() == stand.Committed.Count);
        await Eventually.TrueAsync(async () => (await stand.Record.Outbox.ReadAsync(RelayStand.Cluster, default, 1, default)).IsEmpty);
        int known = toB.Events.Distinct().Count();

        await server.StartAsync();
        await stand.QuietAsync();
        await toB.UntilAsync(told => told.Events.Distinct().Count() == stand.Committed.Count);
        Assert.True(known < stand.Committed.Count);
        Assert.Equal(Newest(stand.Committed), Newest(toB.Events));
        AssertHeartbeatsAreTrue(toB, stand);
        var returned = await stand.PublishedAsync();
        await toB.UntilAsync(told => told.Messages.OfType<StreamMessage.Heartbeat>().Any(beat => beat.PublishedThrough >= returned.Time));
    }

    /// <summary>No heartbeat was told before everything that it speaks of.</summary>
    private static void AssertHeartbeatsAreTrue(Told told, RelayStand stand)
    {
        var known = new HashSet<(IdentityKey, long)>();
        foreach (var message in told.Messages)
        {
            if (message is StreamMessage.Changes changes) known.UnionWith(changes.Events.Select(change => (change.Identity, change.Version)));
            if (message is StreamMessage.Heartbeat beat)
                Assert.All(stand.Committed.Where((_, i) => stand.Acknowledged[i] <= beat.PublishedThrough), change => Assert.Contains((change.Identity, change.Version), known));
        }
    }

    private static List<(IdentityKey Key, long Version)> Newest(IEnumerable<ChangeEvent> events) =>
        [.. events.GroupBy(change => change.Identity).Select(group => (group.Key, group.Max(change => change.Version))).OrderBy(pair => pair.Key)];
}
