namespace MemberGrains.Storage.Core;

/// <summary>Tells waiters that something may have entered an outbox. Remembers one signal nobody waited for.</summary>
internal sealed class OutboxSignal(TimeProvider time)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _waiters;
    private bool _raised;

    public void Raise()
    {
        TaskCompletionSource? waiters;
        lock (_gate)
        {
            waiters = _waiters;
            _waiters = null;
            _raised = waiters is null;
        }

        waiters?.TrySetResult();
    }

    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        Task raised;
        lock (_gate)
        {
            if (_raised)
            {
                _raised = false;
                return;
            }

            raised = (_waiters ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var timeout = Task.Delay(atMost, time, enough.Token);
        await Task.WhenAny(raised, timeout);
        await enough.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }
}
