using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>A timer whose ticks are turns of its grain. The next tick is set when one has ended, so ticks never pile up.</summary>
internal sealed class GrainTimer : Turn, IGrainTimer
{
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private TimeSpan _period;
    private bool _ticking;
    private bool _changed;
    private bool _overdue;

    private GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _callback = callback;
        _options = options;
        _period = options.Period;
        _timer = activation.Silo.Time.CreateTimer(static state => ((GrainTimer)state!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override bool Interleaves => _options.Interleave;

    public override bool ReadOnly => false;

    public static GrainTimer Start<TState>(Activation activation, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        Check(options.DueTime, options.Period);
        var timer = new GrainTimer(activation, token => callback(state, token), options);
        activation.AddTimer(timer);
        timer._timer.Change(options.DueTime, Timeout.InfiniteTimeSpan);
        return timer;
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, period);
        lock (_gate)
        {
            if (_ended.IsCancellationRequested) return;
            _period = period;
            _changed = true;
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_ended.IsCancellationRequested) return;
            _timer.Dispose();
        }

        _ended.Cancel();
        _activation.RemoveTimer(this);
    }

    public override Task? Begin(Activation activation)
    {
        if (_ended.IsCancellationRequested) return null;
        if (_options.KeepAlive) activation.Touch();
        if (activation.Environment.Traces) activation.Environment.Trace("timer", activation.ToString());
        RequestContext.Current = null;
        return _callback(_ended.Token);
    }

    public override void End(Activation activation, Task task)
    {
        if (task.IsFaulted) Activation.LogTickFailed(activation.Silo.Logger, activation.GrainId, task.Exception);
        lock (_gate)
        {
            _ticking = false;
            if (_ended.IsCancellationRequested) return;
            if (_overdue) _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            else if (!_changed) _timer.Change(_period, Timeout.InfiniteTimeSpan);
            _overdue = false;
        }
    }

    public override void Reroute(Activation activation) => Dispose();

    public override void Fail(Exception fault) => Dispose();

    private static void Check(TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
    }

    private void Due()
    {
        lock (_gate)
        {
            if (_ended.IsCancellationRequested) return;
            if (_ticking)
            {
                // Changed to a time before the end of the running tick: it comes right after.
                _overdue = true;
                return;
            }

            _ticking = true;
            _changed = false;
        }

        _activation.Enqueue(this);
    }
}
