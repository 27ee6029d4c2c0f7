using System.ComponentModel.DataAnnotations;

namespace MemberGrains.Resilience.Admission;

/// <summary>Holds the lock, the queues and the clock around <see cref="AdmissionPolicy"/>.</summary>
public sealed class AdmissionGate
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource> _orders = [];
    private readonly LinkedList<TaskCompletionSource> _marketing = [];
    private readonly AdmissionOptions _options;
    private readonly TimeProvider _time;
    private AdmissionState _state;

    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public AdmissionGate(AdmissionOptions options, TimeProvider time)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        if (options.MarketingRunning > options.Running)
            throw new ValidationException($"{nameof(options.MarketingRunning)} ({options.MarketingRunning}) is over {nameof(options.Running)} ({options.Running}).");
        (_options, _time) = (options, time);
    }

    /// <summary>How many run and wait now.</summary>
    public AdmissionState State
    {
        get
        {
            lock (_lock) return _state;
        }
    }

    /// <summary>Leave to run at once; false if there is no room, or others wait for it.</summary>
    public bool TryEnter(TrafficClass traffic, out AdmissionPass pass)
    {
        lock (_lock)
        {
            bool runs = AdmissionPolicy.Arrive(_state, traffic, _options) == AdmissionDecision.Run;
            if (runs) _state = _state.WithRunning(traffic, 1);
            pass = runs ? new AdmissionPass(this, traffic) : default;
            return runs;
        }
    }

    /// <summary>Leave to run, at once or after a bounded wait; a pass that is not granted means overload.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    public ValueTask<AdmissionPass> EnterAsync(TrafficClass traffic, CancellationToken cancellation)
    {
        LinkedListNode<TaskCompletionSource> waiter;
        lock (_lock)
        {
            switch (AdmissionPolicy.Arrive(_state, traffic, _options))
            {
                case AdmissionDecision.Run:
                    _state = _state.WithRunning(traffic, 1);
                    return new(new AdmissionPass(this, traffic));
                case AdmissionDecision.Refuse:
                    return default;
                default:
                    _state = _state.WithWaiting(traffic, 1);
                    waiter = Queue(traffic).AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                    break;
            }
        }

        return WaitAsync(waiter, traffic, cancellation);
    }

    internal void Leave(TrafficClass traffic)
    {
        lock (_lock)
        {
            _state = _state.WithRunning(traffic, -1);
            AdmitWaiting();
        }
    }

    private async ValueTask<AdmissionPass> WaitAsync(LinkedListNode<TaskCompletionSource> waiter, TrafficClass traffic, CancellationToken cancellation)
    {
        try
        {
            await waiter.Value.Task.WaitAsync(TimeSpan.FromMilliseconds(_options.LongestWaitMs), _time, cancellation);
            return new AdmissionPass(this, traffic);
        }
        catch (Exception fault) when (fault is TimeoutException or OperationCanceledException)
        {
            if (!GiveUp(waiter, traffic)) return new AdmissionPass(this, traffic);
            if (fault is OperationCanceledException) throw;
            return default;
        }
    }

    /// <summary>False if it was admitted just before it gave up.</summary>
    private bool GiveUp(LinkedListNode<TaskCompletionSource> waiter, TrafficClass traffic)
    {
        lock (_lock)
        {
            if (waiter.List is null) return false;
            waiter.List.Remove(waiter);
            _state = _state.WithWaiting(traffic, -1);
            AdmitWaiting();
            return true;
        }
    }

    private void AdmitWaiting()
    {
        while (AdmissionPolicy.Next(_state, _options) is { } next)
        {
            var queue = Queue(next);
            var first = queue.First!;
            queue.RemoveFirst();
            _state = _state.WithWaiting(next, -1).WithRunning(next, 1);
            first.Value.SetResult();
        }
    }

    private LinkedList<TaskCompletionSource> Queue(TrafficClass traffic) => traffic == TrafficClass.Order ? _orders : _marketing;
}
