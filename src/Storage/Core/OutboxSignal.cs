namespace MemberGrains.Storage.Core;

/// <summary>Tells waiters that something may have entered an outbox. Remembers one signal nobody waited for.</summary>
internal sealed class OutboxSignal(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<TaskCompletionSource> _waiters = [];
    private bool _raised;

    public void Raise()
    {
        TaskCompletionSource[] waiters;
        lock (_gate)
        {
            waiters = [.. _waiters];
            _waiters.Clear();
            _raised = waiters.Length == 0;
        }

        foreach (var waiter in waiters) waiter.TrySetResult();
    }

    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_raised)
            {
                _raised = false;
                return;
            }

            _waiters.Add(waiter);
        }

        // One source for all three ends: WhenAny would complete on the thread pool, outside a simulation.
        using var enough = time.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), waiter, atMost, Timeout.InfiniteTimeSpan);
        using var given = cancellation.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), waiter);
        try
        {
            await waiter.Task;
        }
        finally
        {
            lock (_gate) _waiters.Remove(waiter);
        }
    }
}
