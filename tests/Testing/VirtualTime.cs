namespace MemberGrains.Testing;

/// <summary>The clock of a <see cref="VirtualThread"/>: it moves to the next timer when nothing else is left to do.</summary>
public sealed class VirtualTime : TimeProvider
{
    private readonly PriorityQueue<(VirtualTimer Timer, int Change), (DateTimeOffset Due, long Order)> _due = new();
    private DateTimeOffset _now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private long _order;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _now;

    /// <inheritdoc/>
    public override long GetTimestamp() => _now.UtcTicks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock while nothing runs: for tests that need no thread.</summary>
    public void Pass(TimeSpan time)
    {
        var until = _now + time;
        while (FireNext(until))
        {
        }

        _now = until;
    }

    /// <summary>Moves to the next timer due by <paramref name="until"/> and fires it; false if there is none.</summary>
    internal bool FireNext(DateTimeOffset until)
    {
        while (_due.TryPeek(out var next, out var when) && when.Due <= until)
        {
            _due.Dequeue();
            if (!next.Timer.IsDue(next.Change)) continue;
            if (when.Due > _now) _now = when.Due;
            next.Timer.Fire();
            return true;
        }

        return false;
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;
        private int _changes;
        private bool _armed;

        public bool IsDue(int change) => _armed && change == _changes;

        public void Fire()
        {
            if (_period > TimeSpan.Zero) Arm(_period);
            else _armed = false;
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            _changes++;
            _armed = dueTime >= TimeSpan.Zero;
            if (_armed) Arm(dueTime);
            return true;
        }

        public void Dispose() => _armed = false;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Arm(TimeSpan dueTime) => time._due.Enqueue((this, _changes), (time._now + dueTime, time._order++));
    }
}
