using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.ReadModels.Batching;

/// <summary>
/// Gathers reads of single keys into few calls. While a call is under way, keys gather for the next one, each once
/// however many wait for it. Nobody is ever given the answer of a call that began before they asked: joining a call
/// under way could show them a state older than a write they know of.
/// </summary>
/// <param name="read">One reply per key, in the keys' order.</param>
/// <param name="maxKeys">Keys in one call.</param>
/// <param name="maxCalls">Calls under way at once.</param>
/// <param name="longest">A call that takes longer has failed; infinite if calls bound themselves.</param>
/// <param name="time">The clock.</param>
public sealed class KeyBatcher<T>(
    Func<ImmutableArray<IdentityKey>, CancellationToken, Task<ImmutableArray<T>>> read,
    int maxKeys,
    int maxCalls,
    TimeSpan longest,
    TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Queue<IdentityKey> _order = [];
    private readonly Dictionary<IdentityKey, TaskCompletionSource<T>> _waiting = [];
    private int _calls;

    /// <summary>The reply for one key, from a call that begins after this one.</summary>
    /// <exception cref="OperationCanceledException">The call took too long.</exception>
    public Task<T> ReadAsync(IdentityKey key)
    {
        Task<T> reply;
        bool start;
        lock (_lock)
        {
            if (!_waiting.TryGetValue(key, out var waiter))
            {
                _waiting.Add(key, waiter = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously));
                _order.Enqueue(key);
            }

            reply = waiter.Task;
            start = _calls < maxCalls;
            if (start) _calls++;
        }

        if (start) _ = CallAsync();
        return reply;
    }

    private async Task CallAsync()
    {
        while (Take() is { } batch)
        {
            try
            {
                using var timeout = new CancellationTokenSource(longest, time);
                var replies = await read([.. batch.Select(entry => entry.Key)], timeout.Token).WaitAsync(timeout.Token);
                for (int i = 0; i < batch.Count; i++) batch[i].Waiter.SetResult(replies[i]);
            }
            catch (Exception fault)
            {
                foreach (var (_, waiter) in batch)
                {
                    // Observed here, so that nobody's having given up is not an unobserved fault.
                    if (waiter.TrySetException(fault)) _ = waiter.Task.Exception;
                }
            }
        }
    }

    /// <summary>The next batch; null, and one call fewer, if nobody waits.</summary>
    private List<(IdentityKey Key, TaskCompletionSource<T> Waiter)>? Take()
    {
        lock (_lock)
        {
            if (_order.Count == 0)
            {
                _calls--;
                return null;
            }

            var batch = new List<(IdentityKey, TaskCompletionSource<T>)>(Math.Min(maxKeys, _order.Count));
            while (batch.Count < maxKeys && _order.TryDequeue(out var key))
            {
                _waiting.Remove(key, out var waiter);
                batch.Add((key, waiter!));
            }

            return batch;
        }
    }
}
