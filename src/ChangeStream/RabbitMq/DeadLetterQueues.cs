using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using RabbitMQ.Client;

namespace MemberGrains.ChangeStream.RabbitMq;

/// <summary>The dead letters of a center's groups, a queue each. What is looked at and not taken goes back where it was.</summary>
internal sealed class DeadLetterQueues(
    string center, BrokerConnection connection, ConfirmedPublisher publisher, Topology topology, StreamNames names, TimeProvider time) : IDeadLetters
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(20);
    private const int MostLooks = 100;

    public string Center => center;

    public async ValueTask<ImmutableArray<DeadLetter>> ListAsync(int limit, CancellationToken cancellation)
    {
        var letters = ImmutableArray.CreateBuilder<DeadLetter>();
        foreach (string group in topology.Groups) letters.AddRange(await ListAsync(group, limit, cancellation));
        return letters.DrainToImmutable();
    }

    public ValueTask<int> ReplayAsync(DeadLetterChoice letters, CancellationToken cancellation) => TakeAsync(letters, ReplayAsync, cancellation);

    public ValueTask<int> DropAsync(DeadLetterChoice letters, CancellationToken cancellation) =>
        TakeAsync(letters, static (_, _, _) => ValueTask.CompletedTask, cancellation);

    /// <summary>The oldest first: what was looked at once comes back to the queue in its own time, and then stands elsewhere in it.</summary>
    private async ValueTask<IEnumerable<DeadLetter>> ListAsync(string group, int limit, CancellationToken cancellation)
    {
        await using var channel = await OpenAsync(cancellation);
        var letters = new List<DeadLetter>();
        var seen = new List<ulong>();
        while (seen.Count < limit && await channel.BasicGetAsync(names.DeadOf(group), autoAck: false, cancellation) is { } letter)
        {
            letters.Add(DeadLetterHeaders.Read(group, letter.BasicProperties, letter.Body.Length));
            seen.Add(letter.DeliveryTag);
        }

        await PutBackAsync(channel, names.DeadOf(group), seen, cancellation);
        return letters.OrderBy(letter => letter.At).ThenBy(letter => letter.Id, StringComparer.Ordinal);
    }

    private async ValueTask ReplayAsync(string group, BasicGetResult letter, CancellationToken cancellation)
    {
        var properties = new BasicProperties(letter.BasicProperties);
        string queue = DeadLetterHeaders.Strip(properties) ?? throw new InvalidOperationException($"A dead letter of {group} does not say where it came from.");
        await publisher.PublishAsync("", queue, properties, letter.Body, cancellation);
    }

    private async ValueTask<int> TakeAsync(DeadLetterChoice choice, Func<string, BasicGetResult, CancellationToken, ValueTask> take, CancellationToken cancellation)
    {
        int taken = 0;
        foreach (string group in topology.Groups.Where(group => choice.Group is null || choice.Group == group))
        {
            await using var channel = await OpenAsync(cancellation);
            // Not more than are there now: one that dies again is not taken twice.
            uint there = await channel.MessageCountAsync(names.DeadOf(group), cancellation);
            var others = new List<ulong>();
            for (uint i = 0; i < there && await channel.BasicGetAsync(names.DeadOf(group), autoAck: false, cancellation) is { } letter; i++)
            {
                if (choice.Id is { } id && id != DeadLetterHeaders.IdOf(letter.BasicProperties))
                {
                    others.Add(letter.DeliveryTag);
                    continue;
                }

                await take(group, letter, cancellation);
                await channel.BasicAckAsync(letter.DeliveryTag, multiple: false, cancellation);
                taken++;
            }

            await PutBackAsync(channel, names.DeadOf(group), others, cancellation);
        }

        return taken;
    }

    /// <summary>The broker does so in its own time: whoever looks next should find them all.</summary>
    private async ValueTask PutBackAsync(IChannel channel, string queue, List<ulong> letters, CancellationToken cancellation)
    {
        foreach (ulong letter in letters) await channel.BasicNackAsync(letter, multiple: false, requeue: true, cancellation);
        for (int i = 0; i < MostLooks && await channel.MessageCountAsync(queue, cancellation) < letters.Count; i++)
            await Task.Delay(_look, time, cancellation);
    }

    private ValueTask<IChannel> OpenAsync(CancellationToken cancellation) => connection.SetUpAsync(
        async (connected, token) =>
        {
            await using (var setup = await connected.CreateChannelAsync(cancellationToken: token))
                await topology.DeclareAsync(setup, token);
            return await connected.CreateChannelAsync(cancellationToken: token);
        },
        cancellation);
}
