using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.RabbitMq;
using MemberGrains.Servers;
using MemberGrains.Servers.Testing;
using Polly.CircuitBreaker;
using RabbitMQ.Client;

namespace MemberGrains.Integration.Tests.RabbitMq;

/// <summary>What a group can not take is put aside, shown, handed out again or dropped.</summary>
[Collection(nameof(RabbitMqCollection))]
[Needs(Server.RabbitMq)]
public sealed class PoisonTests(RabbitMqFixture rabbitMq)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private RabbitMqOptions Options()
    {
        var options = Adapter.Options(rabbitMq.Server, rabbitMq.TakePrefix());
        (options.PoisonFailures, options.PoisonAfter, options.LongestPause) = (3, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));
        return options;
    }

    [ServerFact]
    public async Task A_message_that_can_not_be_read_is_put_aside_and_the_next_ones_go_on()
    {
        var options = Options();
        await using var broker = Adapter.Open("a", options, "cache");
        var told = new Told();
        await using var consumer = broker.Subscribe("cache", told.Take);
        await Stream.ConfirmedAsync(broker, Stream.Message(1));
        await ForeignAsync(options, "c0.changes", "not json");
        await broker.PublishAsync(Stream.Message(2), None);
        await told.UntilAsync(seen => seen.Numbers.Count == 2);
        var letter = Assert.Single(await LettersAsync(broker, 1));
        Assert.Equal(("cache", "c0", 1, 8), (letter.Group, letter.Cluster, letter.Failures, letter.Bytes));
        Assert.Contains("membergrains-cluster", letter.Reason, StringComparison.Ordinal);
        Assert.Equal(1, await broker.DeadLetters.DropAsync(new DeadLetterChoice("cache", letter.Id), None));
        Assert.Empty(await broker.DeadLetters.ListAsync(10, None));
    }

    [ServerFact]
    public async Task A_message_whose_handler_fails_again_and_again_is_put_aside_and_can_be_replayed()
    {
        await using var broker = Adapter.Open("a", Options(), "cache", "search");
        Told told = new(), other = new();
        bool broken = true;
        int tries = 0;
        await using var consumer = broker.Subscribe("cache", async (message, cancellation) =>
        {
            if (message.Position.Number == 2 && Volatile.Read(ref broken))
            {
                tries++;
                throw new InvalidOperationException("can not");
            }

            await told.Take(message, cancellation);
        });
        await using var beside = broker.Subscribe("search", other.Take);
        var poison = Stream.Message(2);
        await Stream.ConfirmedAsync(broker, Stream.Message(1));
        await broker.PublishAsync(poison, None);
        await broker.PublishAsync(Stream.Message(3), None);
        await told.UntilAsync(seen => seen.Numbers.Count == 2);
        var letter = Assert.Single(await LettersAsync(broker, 1));
        Assert.Equal(("cache", "can not", 3, 3), (letter.Group, letter.Reason, letter.Failures, tries));

        Volatile.Write(ref broken, false);
        Assert.Equal(0, await broker.DeadLetters.ReplayAsync(new DeadLetterChoice(Id: "another"), None));
        Assert.Equal(0, await broker.DeadLetters.ReplayAsync(new DeadLetterChoice("search"), None));
        Assert.Equal(1, await broker.DeadLetters.ReplayAsync(new DeadLetterChoice(), None));
        await told.UntilAsync(seen => seen.Numbers.Count == 3);
        Assert.Equal([1L, 3, 2], told.Numbers);
        Assert.Equal(poison.Position, told.Messages[^1].Position);
        Assert.Equal(poison.Events.ToList(), Assert.IsType<StreamMessage.Changes>(told.Messages[^1]).Events.ToList());
        Assert.Empty(await broker.DeadLetters.ListAsync(10, None));
        // Replayed to the group that could not take it, and to no other.
        await other.UntilAsync(seen => seen.Numbers.Count == 3);
        Assert.Single(other.Messages, message => message.Position == poison.Position);
    }

    [ServerFact]
    public async Task While_something_behind_the_handler_is_away_the_message_waits_and_is_not_put_aside()
    {
        await using var broker = Adapter.Open("a", Options(), "cache");
        var told = new Told();
        int failures = 30;
        await using var consumer = broker.Subscribe("cache", (message, cancellation) =>
            failures-- > 0 ? throw new BrokenCircuitException("the cache is away") : told.Take(message, cancellation));
        await Stream.ConfirmedAsync(broker, Stream.Message(1));
        await told.UntilAsync(seen => seen.Numbers.Count == 1);
        Assert.Empty(await broker.DeadLetters.ListAsync(10, None));
    }

    private static async Task<IReadOnlyList<DeadLetter>> LettersAsync(RabbitMqBroker broker, int count)
    {
        IReadOnlyList<DeadLetter> letters = [];
        await Eventually.TrueAsync(async () => (letters = await broker.DeadLetters.ListAsync(10, None)).Count == count);
        return letters;
    }

    /// <summary>Published by somebody who has no business there.</summary>
    private static async Task ForeignAsync(RabbitMqOptions options, string routingKey, string body)
    {
        var factory = new ConnectionFactory { HostName = options.Host, Port = options.Port, UserName = options.User, Password = options.Password, VirtualHost = options.VirtualHost };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        await channel.BasicPublishAsync($"{options.Prefix}.events", routingKey, mandatory: true, System.Text.Encoding.UTF8.GetBytes(body));
    }
}
