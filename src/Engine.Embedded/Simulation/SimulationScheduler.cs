using System.Diagnostics;

namespace MemberGrains.Engine.Embedded.Simulation;

/// <summary>
/// The one loop that runs everything. What can run is in a list from which the seed picks; what is due later is in a queue by
/// time. Time goes on by a step's worth, and jumps to the next due time when nothing can run.
/// </summary>
internal sealed class SimulationScheduler
{
    // Real time: what has left the simulator comes back in its own time.
    private static readonly TimeSpan GraceForEscapes = TimeSpan.FromSeconds(2);
    private readonly SimulationRandom _random;
    private readonly SimulationTrace _trace;
    private readonly SimulatorOptions _options;
    private readonly List<ISimulatedWork> _runnable = [];
    private readonly PriorityQueue<ISimulatedWork, (long Time, ulong Order)> _later = new();
    private Thread? _thread;
    private volatile SimulationException? _escape;
    private bool _over;

    public SimulationScheduler(SimulationRandom random, SimulationTrace trace, SimulatorOptions options)
    {
        _random = random;
        _trace = trace;
        _options = options;
    }

    /// <summary>Virtual time since the start, in ticks.</summary>
    public long Now { get; private set; }

    public TimeSpan Elapsed => new(Now);

    public DateTimeOffset UtcNow => _options.Start + Elapsed;

    public long Steps { get; private set; }

    /// <summary>The node whose work is being run.</summary>
    public SimulationNode? Current { get; private set; }

    public void Run(Func<Task> main, SimulationNode node)
    {
        if (_thread is not null) throw new InvalidOperationException("A simulator runs once. Make a new one for each run.");
        _thread = Thread.CurrentThread;
        var task = Task.Factory.StartNew(main, CancellationToken.None, TaskCreationOptions.None, node).Unwrap();
        try
        {
            while (!task.IsCompleted) Step();
            if (_escape is { } escape) throw escape;
            task.GetAwaiter().GetResult();
        }
        catch (Exception fault) when (fault is not SimulationException)
        {
            // Work that is away is missed here, say by a time-out; that it went away is then the better message.
            if (WaitForEscape() is { } escape) throw escape;
            throw;
        }
        finally
        {
            _over = true;
        }
    }

    /// <summary>Runs <paramref name="work"/> among the next.</summary>
    public void Add(ISimulatedWork work)
    {
        if (IsInside("queued work")) _runnable.Add(work);
    }

    /// <summary>Runs <paramref name="work"/> after a time. Work due at the same time runs in an order drawn now.</summary>
    public void AddLater(TimeSpan delay, ISimulatedWork work)
    {
        if (IsInside("set a timer")) _later.Enqueue(work, (Now + Math.Max(0, delay.Ticks), _random.NextUInt64()));
    }

    /// <summary>False when the run is over. A thread other than the simulation's fails the run.</summary>
    public bool IsInside(string what)
    {
        if (_over) return false;
        if (Thread.CurrentThread == _thread) return true;
        if (_thread is null)
            throw new InvalidOperationException($"Outside Simulator.Run something {what}. Deploy and use a simulated cluster inside Run only.");
        var escape = new SimulationException(
            $"Work escaped from the simulator: the thread {Environment.CurrentManagedThreadId} ({Thread.CurrentThread.Name ?? "unnamed"}) {what}. "
            + "Look for Task.Run, ConfigureAwait(false), BackgroundService, timers without the injected TimeProvider, and waits of libraries that use them. It came from:"
            + Environment.NewLine + new StackTrace(1));
        _escape ??= escape;
        throw escape;
    }

    private void Step()
    {
        if (_escape is { } escape) throw escape;
        if (++Steps > _options.StepLimit) throw Stuck($"it has taken {_options.StepLimit} steps");
        Now += _options.StepTime.Ticks;
        if (Elapsed > _options.TimeLimit) throw Stuck($"{_options.TimeLimit} of virtual time have passed");
        MoveDue();
        if (_runnable.Count == 0)
        {
            if (!_later.TryPeek(out _, out var next)) throw Stuck("nothing can run: everything waits for something that nothing will do. A blocking or a foreign wait is the usual cause");
            Now = Math.Max(Now, next.Time);
            MoveDue();
        }

        var index = _random.Next(_runnable.Count);
        var work = _runnable[index];
        // Everything keeps its place: with the last one moved here, the order of arrival would say less about the order of work.
        _runnable[index] = _runnable[^1];
        _runnable.RemoveAt(_runnable.Count - 1);
        if (work.Node is { IsKilled: true }) return;
        Current = work.Node;
        work.Execute();
        Current = null;
    }

    private void MoveDue()
    {
        while (_later.TryPeek(out _, out var next) && next.Time <= Now) _runnable.Add(_later.Dequeue());
    }

    // Work that is away looks like this too, until it comes back.
    private SimulationException Stuck(string why) => WaitForEscape() ?? new SimulationException(
        $"The simulated run is not finished and {why}. The last of it:{Environment.NewLine}{string.Join(Environment.NewLine, _trace.Last.TakeLast(30))}");

    private SimulationException? WaitForEscape()
    {
        SpinWait.SpinUntil(() => _escape is not null, GraceForEscapes);
        return _escape;
    }
}
