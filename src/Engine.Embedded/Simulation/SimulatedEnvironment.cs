using MemberGrains.Engine.Embedded.Runtime;

namespace MemberGrains.Engine.Embedded.Simulation;

/// <summary>The engine's view of the simulation: one turn at a time, and the seed decides whose.</summary>
internal sealed class SimulatedEnvironment : EngineEnvironment
{
    private readonly SimulationScheduler _scheduler;
    private readonly SimulationTrace _trace;
    private readonly SimulationRandom _random;
    private readonly SimulatedNetwork _network;

    public SimulatedEnvironment(SimulationScheduler scheduler, SimulationTrace trace, SimulationFaults faults, SimulationRandom random)
    {
        _scheduler = scheduler;
        _trace = trace;
        _random = random;
        _network = new SimulatedNetwork(scheduler, trace, faults);
    }

    public override int TurnsPerSlice => 1;

    // The same on every machine.
    public override int Processors => 4;

    public override int Stripes => 1;

    public override INetwork Network => _network;

    public override bool Traces => true;

    public override TaskCreationOptions PromiseOptions => TaskCreationOptions.None;

    public override bool Defers => true;

    public override void Defer(Action action) => _scheduler.Add(new Deferred(action));

    public override bool Admits() => _scheduler.IsInside("queued work");

    public override void Schedule(Silo silo, IThreadPoolWorkItem item) => _scheduler.Add(new Slice(item));

    public override int Random(int below) => _random.Next(below);

    public override int CurrentStripe() => 0;

    public override void Trace(string kind, string subject) => _trace.Write(kind, subject);

    private sealed class Deferred(Action action) : ISimulatedWork
    {
        public SimulationNode? Node => null;

        public void Execute() => action();
    }

    // Not dropped with a killed node: the activation itself knows, and tells those who wait for it.
    private sealed class Slice(IThreadPoolWorkItem item) : ISimulatedWork
    {
        public SimulationNode? Node => null;

        public void Execute() => item.Execute();
    }
}
