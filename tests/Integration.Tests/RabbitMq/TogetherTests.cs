using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.RabbitMq;
using MemberGrains.Servers;
using MemberGrains.Servers.Testing;

namespace MemberGrains.Integration.Tests.RabbitMq;

/// <summary>What waits is handed out together; what can not be taken is found among it.</summary>
[Collection(nameof(RabbitMqCollection))]
[Needs(Server.RabbitMq)]
public sealed class TogetherTests(RabbitMqFixture rabbitMq)
{
    private const int Most = 8;
    private static readonly TimeSpan _write = TimeSpan.FromMilliseconds(100);
    private static readonly CancellationToken None = CancellationToken.None;

    [ServerFact]
    public async Task What_waited_for_a_slow_group_is_handed_out_together()
    {
        await using var broker = Adapter.Open("a", Adapter.Options(rabbitMq.Server, rabbitMq.TakePrefix()), "cache");
        var told = new Told();
        var calls = new List<int>();
        await WaitingAsync(broker, 1 + (4 * Most));
        await using var consumer = broker.Subscribe("cache", Most, async (messages, cancellation) =>
        {
            await Task.Delay(_write, cancellation);
            calls.Add(messages.Length);
            foreach (var message in messages) await told.Take(message, cancellation);
        });

        await told.UntilAsync(seen => seen.Numbers.Count == 1 + (4 * Most));

        Assert.Equal(Enumerable.Range(1, 1 + (4 * Most)).Select(number => (long)number), told.Messages.Select(message => message.Position.Number));
        Assert.True(calls.Max() is > 1 and <= Most, string.Join(' ', calls));
    }

    [ServerFact]
    public async Task Of_messages_that_fail_together_only_the_one_at_fault_is_put_aside()
    {
        var options = Adapter.Options(rabbitMq.Server, rabbitMq.TakePrefix());
        (options.PoisonFailures, options.PoisonAfter, options.LongestPause) = (3, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));
        await using var broker = Adapter.Open("a", options, "cache");
        var told = new Told();
        await WaitingAsync(broker, Most);
        await using var consumer = broker.Subscribe("cache", Most, async (messages, cancellation) =>
        {
            await Task.Delay(_write, cancellation);
            if (messages.Any(message => message.Position.Number == 5)) throw new InvalidOperationException("can not");
            foreach (var message in messages) await told.Take(message, cancellation);
        });

        await told.UntilAsync(seen => seen.Numbers.Count == Most - 1);

        Assert.Equal([1L, 2, 3, 4, 6, 7, 8], told.Messages.Select(message => message.Position.Number));
        var letter = Assert.Single(await broker.DeadLetters.ListAsync(10, None));
        Assert.Equal(("can not", 3), (letter.Reason, letter.Failures));
    }

    /// <summary>Messages of c0, in order, that the group finds when it comes.</summary>
    private static async Task WaitingAsync(RabbitMqBroker broker, int count)
    {
        for (int i = 1; i <= count; i++) await Stream.ConfirmedAsync(broker, Stream.Message(i));
    }
}
