using System.Runtime.ExceptionServices;
using MemberGrains.Engine.Embedded.Runtime;

namespace MemberGrains.Engine.Embedded.Simulation;

/// <summary>
/// Runs a whole cluster, and the test that drives it, on one thread and in virtual time. Every choice (which of the runnable
/// pieces of work goes on, how long a message takes, whether it is lost) is drawn from one seed: the same seed gives the same
/// trace, byte for byte, on every machine.
/// </summary>
/// <remarks>
/// Put a cluster under it with <see cref="SimulatorExtensions.UseSimulator"/>. All code inside <see cref="Run"/> must stay on
/// it: no Task.Run, no ConfigureAwait(false), no timers but those of <see cref="TimeProvider"/>, no BackgroundService (it
/// starts on the thread pool; take part in the silo's lifecycle instead), no SemaphoreSlim.WaitAsync with a token or a time,
/// no ReadAllAsync of a channel, no Task.WhenAll, WhenAny or WaitAsync over a TaskCompletionSource that runs continuations
/// asynchronously (await it in an async method and combine that). What leaves is detected when it comes back, and fails the
/// run.
/// </remarks>
public sealed class Simulator
{
    private readonly SimulationScheduler _scheduler;
    private readonly SimulationNode _main;

    /// <summary>A run that will be the same for the same <paramref name="seed"/> and options.</summary>
    public Simulator(ulong seed, SimulatorOptions? options = null)
    {
        Seed = seed;
        Options = options ?? new SimulatorOptions();
        var root = new SimulationRandom(seed);
        Random = root.Fork("application");
        Trace = new SimulationTrace(Options.TraceLines, Options.TraceTo);
        _scheduler = new SimulationScheduler(root.Fork("scheduling"), Trace, Options);
        Trace.Clock = _scheduler;
        _main = new SimulationNode("main", _scheduler);
        Faults = new SimulationFaults(root.Fork("faults"));
        Runner = new SimulatedHostRunner(_scheduler, new SimulatedEnvironment(_scheduler, Trace, Faults, root.Fork("placement")));
    }

    public ulong Seed { get; }

    public SimulatorOptions Options { get; }

    /// <summary>The virtual clock, for the test itself. Each silo gets one of its own, whose timers end when it is killed.</summary>
    public TimeProvider TimeProvider => _main.Clock;

    /// <summary>Numbers for the test and the application; drawing from it does not change the scheduling.</summary>
    public SimulationRandom Random { get; }

    /// <summary>What happened, line by line, and the hash of it.</summary>
    public SimulationTrace Trace { get; }

    /// <summary>What happens to messages; may be changed while the run goes on.</summary>
    public SimulationFaults Faults { get; }

    /// <summary>How much virtual time has passed.</summary>
    public TimeSpan Elapsed => _scheduler.Elapsed;

    /// <summary>How many pieces of work have been run.</summary>
    public long Steps => _scheduler.Steps;

    internal SimulatedHostRunner Runner { get; }

    /// <summary>Runs <paramref name="main"/> to its end, and with it everything it starts.</summary>
    /// <exception cref="SimulationException">The run is stuck, takes too long, or work has left it.</exception>
    public void Run(Func<Task> main)
    {
        ArgumentNullException.ThrowIfNull(main);
        Exception? fault = null;
        // A thread of its own: the caller's context must not flow in, and it must not be a thread of the pool, on which
        // continuations are run in another order.
        var thread = new Thread(() => fault = Catch(() => _scheduler.Run(main, _main)), Options.StackBytes) { IsBackground = true, Name = $"simulation {Seed}" };
        thread.UnsafeStart();
        thread.Join();
        if (fault is not null) ExceptionDispatchInfo.Throw(fault);
    }

    /// <inheritdoc cref="Run(Func{Task})"/>
    public TResult Run<TResult>(Func<Task<TResult>> main)
    {
        TResult result = default!;
        Run(Store);
        return result;

        async Task Store() => result = await main();
    }

    private static Exception? Catch(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception fault)
        {
            return fault;
        }
    }
}
