using System.Collections.Immutable;

namespace MemberGrains.ChangeStream.RabbitMq;

/// <summary>How many messages wait in each group's queues; counted every few seconds from the first time it is asked.</summary>
internal sealed class QueueDepths(BrokerConnection connection, Topology topology, StreamNames names, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private ImmutableDictionary<string, long> _waiting = ImmutableDictionary<string, long>.Empty;
    private Task? _counting;
    private bool _disposed;

    /// <summary>0 until it has been counted.</summary>
    public long Of(string group)
    {
        lock (_gate)
        {
            _counting ??= Task.Factory.StartNew(CountAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default).Unwrap();
            return _waiting.GetValueOrDefault(group);
        }
    }

    /// <summary>More than once, too: a broker is known to a container by several names, and closed by each.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;
        _stop.Cancel();
        if (_counting is { } counting) await counting;
        _stop.Dispose();
    }

    private async Task CountAsync()
    {
        try
        {
            while (true)
            {
                await TryCountAsync();
                await Task.Delay(_every, time, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private async Task TryCountAsync()
    {
        try
        {
            await using var channel = await connection.SetUpAsync(
                async (connected, token) => await connected.CreateChannelAsync(cancellationToken: token), _stop.Token);
            var counts = ImmutableDictionary.CreateBuilder<string, long>();
            foreach (string group in topology.Groups)
            {
                long waiting = 0;
                foreach (string cluster in topology.Clusters) waiting += await channel.MessageCountAsync(names.QueueOf(group, cluster), _stop.Token);
                counts[group] = waiting;
            }

            lock (_gate) _waiting = counts.ToImmutable();
        }
        catch (Exception) when (!_stop.IsCancellationRequested)
        {
            // The broker is away, or nothing is declared yet: the last count stands.
        }
    }
}
