using MemberGrains.ChangeStream.Port;

namespace MemberGrains.Conformance.ChangeStream;

/// <summary>What a consumer was handed, in order; a test waits for so much of it.</summary>
internal sealed class Seen
{
    private readonly Lock _gate = new();
    private readonly List<StreamMessage> _messages = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];

    public IReadOnlyList<StreamMessage> Messages
    {
        get
        {
            lock (_gate) return [.. _messages];
        }
    }

    public IReadOnlyList<long> Numbers => [.. Messages.Select(message => message.Position.Number)];

    /// <summary>Takes note of a message; a handler on its own.</summary>
    public ValueTask Take(StreamMessage message, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _messages.Add(message);
            foreach (var (_, reached) in _waiting.Where(waiting => waiting.Count <= _messages.Count)) reached.TrySetResult();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Ends when so many messages are there.</summary>
    public async Task CountAsync(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_messages.Count >= count) return;
            _waiting.Add((count, reached));
        }

        await reached.Task.WaitAsync(TimeSpan.FromMinutes(4));
    }

    /// <summary>Ends when the newest message is the one of that number; earlier ones may have come more than once.</summary>
    public async Task UntilAsync(long number)
    {
        while (Numbers is var numbers && (numbers.Count == 0 || numbers[^1] < number)) await CountAsync(numbers.Count + 1);
    }
}
