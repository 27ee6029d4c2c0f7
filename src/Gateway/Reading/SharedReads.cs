using MemberGrains.Interfaces.Identities;
using MemberGrains.ReadModels.Batching;

namespace MemberGrains.Gateway.Reading;

/// <summary>
/// At most one call under way per key, and one next call shared by all who came meanwhile: a hot key costs its source one
/// call at a time, and as in <see cref="KeyBatcher{T}"/> nobody gets the answer of a call that began before they asked.
/// </summary>
/// <param name="read">One read of a key.</param>
/// <param name="longest">A call that takes longer has failed.</param>
/// <param name="time">The clock.</param>
internal sealed class SharedReads<T>(Func<IdentityKey, CancellationToken, Task<T>> read, TimeSpan longest, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IdentityKey, TaskCompletionSource<T>?> _next = [];

    /// <summary>The reply of a call that begins after this one.</summary>
    public Task<T> ReadAsync(IdentityKey key)
    {
        lock (_lock)
        {
            if (_next.TryGetValue(key, out var next))
            {
                if (next is null) _next[key] = next = NewWaiter();
                return next.Task;
            }

            _next.Add(key, null);
        }

        var first = NewWaiter();
        _ = CallAsync(key, first);
        return first.Task;
    }

    private static TaskCompletionSource<T> NewWaiter() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task CallAsync(IdentityKey key, TaskCompletionSource<T>? waiter)
    {
        for (; waiter is not null; waiter = TakeNext(key))
        {
            try
            {
                using var timeout = new CancellationTokenSource(longest, time);
                waiter.SetResult(await read(key, timeout.Token).WaitAsync(timeout.Token));
            }
            catch (Exception fault)
            {
                // Observed here, so that nobody's having given up is not an unobserved fault.
                if (waiter.TrySetException(fault)) _ = waiter.Task.Exception;
            }
        }
    }

    private TaskCompletionSource<T>? TakeNext(IdentityKey key)
    {
        lock (_lock)
        {
            var next = _next[key];
            if (next is null) _next.Remove(key);
            else _next[key] = null;
            return next;
        }
    }
}
