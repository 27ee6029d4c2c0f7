using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;

namespace MemberGrains.Bench.Stream;

/// <summary>The news of one physical cluster on its way to one center, as the relay sends it: one message under way.</summary>
/// <param name="broker">Of the center.</param>
/// <param name="cluster">Whose news.</param>
/// <param name="groups">How many take every message.</param>
internal sealed class StreamLink(IChangeBroker broker, string cluster, int groups)
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    // What a run that was killed has left in the queues is not counted.
    private readonly long _fence = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
    private readonly Lock _gate = new();
    private readonly List<long> _publishedAt = [];
    private readonly List<long> _handled = [];

    public string Cluster => cluster;

    /// <summary>Publishes these events again and again, each message when the one before is confirmed; then waits for the handlers.</summary>
    /// <returns>Ticks from publishing to the confirm, and to each group's handler.</returns>
    public async Task<(List<long> Confirmed, List<long> Handled)> RunAsync(ImmutableArray<ChangeEvent> events, TimeSpan duration)
    {
        var time = TimeProvider.System;
        var confirmed = new List<long>();
        lock (_gate) _handled.Clear();
        long began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < duration)
        {
            long publishedAt = time.GetTimestamp();
            await broker.PublishAsync(Next(events, publishedAt), CancellationToken.None);
            confirmed.Add(time.GetTimestamp() - publishedAt);
        }

        using var patience = new CancellationTokenSource(_patience, time);
        while (true)
        {
            lock (_gate)
            {
                if (_handled.Count >= confirmed.Count * groups) return (confirmed, [.. _handled]);
            }

            await Task.Delay(_look, time, patience.Token);
        }
    }

    /// <summary>A group has taken a message.</summary>
    public void Handle(StreamMessage message)
    {
        long now = TimeProvider.System.GetTimestamp();
        lock (_gate)
        {
            if (message.Position.Fence == _fence) _handled.Add(now - _publishedAt[(int)message.Position.Number - 1]);
        }
    }

    private StreamMessage.Changes Next(ImmutableArray<ChangeEvent> events, long publishedAt)
    {
        lock (_gate)
        {
            _publishedAt.Add(publishedAt);
            return new StreamMessage.Changes(cluster, events) { Position = new RelayPosition(_fence, _publishedAt.Count) };
        }
    }
}
