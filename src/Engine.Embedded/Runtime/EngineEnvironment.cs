namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>
/// Everything that decides when something runs. There are two: the machine, and the simulator, which draws each decision
/// from one seed. The runtime itself never starts a thread, reads a clock or draws a number.
/// </summary>
internal abstract class EngineEnvironment
{
    /// <summary>How much of an activation's queue may run before others have their turn.</summary>
    public abstract int TurnsPerSlice { get; }

    /// <summary>The default limit of stateless workers.</summary>
    public abstract int Processors { get; }

    /// <summary>How many lists the calls in flight are spread over, so that processors do not meet.</summary>
    public abstract int Stripes { get; }

    /// <summary>Null when calls reach their silo at once and without fail.</summary>
    public virtual INetwork? Network => null;

    /// <summary>Whether anyone reads the trace; callers build no text for it otherwise.</summary>
    public virtual bool Traces => false;

    /// <summary>
    /// How promises are made. Continuations must not run inside the turn that completes a promise; on the machine the flag
    /// sees to that. It also sends Task.WhenAll and its kin to the thread pool, so the simulator uses <see cref="Defer"/> instead.
    /// </summary>
    public abstract TaskCreationOptions PromiseOptions { get; }

    /// <summary>Whether promises are completed by way of <see cref="Defer"/>.</summary>
    public virtual bool Defers => false;

    public virtual void Defer(Action action) => action();

    /// <summary>Whether what this thread brings may be queued. The simulator refuses, loudly, what comes from a foreign thread.</summary>
    public virtual bool Admits() => true;

    /// <summary>Runs <paramref name="item"/> soon, on behalf of <paramref name="silo"/>.</summary>
    public abstract void Schedule(Silo silo, IThreadPoolWorkItem item);

    /// <summary>A number from 0 to <paramref name="below"/> - 1.</summary>
    public abstract int Random(int below);

    /// <summary>The list of the current processor, from 0 to <see cref="Stripes"/> - 1.</summary>
    public abstract int CurrentStripe();

    public virtual void Trace(string kind, string subject)
    {
    }
}
