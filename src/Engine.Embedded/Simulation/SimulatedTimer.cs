namespace MemberGrains.Engine.Embedded.Simulation;

/// <summary>A timer in the simulation's queue. A change makes what is queued void and queues anew.</summary>
internal sealed class SimulatedTimer(SimulationNode node, SimulationScheduler scheduler, TimerCallback callback, object? state) : ITimer
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private TimeSpan _period;
    private Tick? _next;
    private bool _disposed;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
        if (_disposed) return false;
        _period = period;
        _next = null;
        if (dueTime != Timeout.InfiniteTimeSpan) Queue(dueTime);
        return true;
    }

    public void Dispose()
    {
        _disposed = true;
        _next = null;
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Queue(TimeSpan delay)
    {
        _next = new Tick(this);
        scheduler.AddLater(delay, _next);
    }

    private void Fire(Tick tick)
    {
        if (_next != tick) return;
        _next = null;
        if (_period > TimeSpan.Zero) Queue(_period);
        // In a task of its node: what the callback starts and awaits then stays in the simulation.
        var run = new Task(static state => ((SimulatedTimer)state!).Call(), this);
        run.RunSynchronously(node);
        run.GetAwaiter().GetResult();
    }

    private void Call()
    {
        if (_context is null) callback(state);
        else ExecutionContext.Run(_context, static timer => ((SimulatedTimer)timer!).Invoke(), this);
    }

    private void Invoke() => callback(state);

    private sealed class Tick(SimulatedTimer timer) : ISimulatedWork
    {
        public SimulationNode Node => timer.Node;

        public void Execute() => timer.Fire(this);
    }

    private SimulationNode Node => node;
}
