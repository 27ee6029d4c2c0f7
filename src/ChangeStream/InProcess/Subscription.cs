using MemberGrains.ChangeStream.Port;

namespace MemberGrains.ChangeStream.InProcess;

/// <summary>
/// One consumer of a group. Its handler runs on the scheduler that was current when it subscribed, whoever publishes:
/// a consumer outlives the publisher's silo, and the simulator keeps its hand on both.
/// </summary>
internal sealed class Subscription(ConsumerGroup group, Func<StreamMessage, CancellationToken, ValueTask> handler) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private bool _left;

    public TaskScheduler Scheduler { get; } = TaskScheduler.Current;

    public CancellationToken Stopping => _stop.Token;

    public ValueTask HandleAsync(StreamMessage message) => handler(message, _stop.Token);

    /// <summary>False once the subscription is being left.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (_left) return false;
            _running++;
            return true;
        }
    }

    public void Exit()
    {
        lock (_gate)
        {
            if (--_running == 0 && _left) _idle.TrySetResult();
        }
    }

    /// <summary>Ends the running handlers; what they had not acknowledged goes to the next consumer.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (!_left)
            {
                _left = true;
                if (_running == 0) _idle.TrySetResult();
            }
        }

        group.Leave(this);
        _stop.Cancel(); // CancelAsync would leave the scheduler
        await _idle.Task;
        group.WakePartitions();
    }
}
