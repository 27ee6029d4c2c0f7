using System.Collections.Concurrent;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Servers;

namespace MemberGrains.Integration.Tests.RabbitMq;

/// <summary>What a consumer was told, in order.</summary>
internal sealed class Told
{
    private readonly ConcurrentQueue<StreamMessage> _messages = new();

    public IReadOnlyList<StreamMessage> Messages => [.. _messages];

    public IEnumerable<ChangeEvent> Events => _messages.OfType<StreamMessage.Changes>().SelectMany(changes => changes.Events);

    /// <summary>The numbers of the messages, each where it came first.</summary>
    public IReadOnlyList<long> Numbers => [.. _messages.Select(message => message.Position.Number).Distinct()];

    public ValueTask Take(StreamMessage message, CancellationToken cancellation)
    {
        _messages.Enqueue(message);
        return ValueTask.CompletedTask;
    }

    /// <summary>A broker starts in some seconds on a quiet machine, in a minute on a busy one.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(4);

    /// <param name="publishing">Whoever publishes what is waited for: if that fails, nothing more will come.</param>
    public Task UntilAsync(Func<Told, bool> isSo, Task? publishing = null) => Eventually.TrueAsync(
        async () =>
        {
            if (publishing is { IsFaulted: true }) await publishing;
            return isSo(this);
        },
        Patience);
}
