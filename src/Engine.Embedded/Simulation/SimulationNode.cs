namespace MemberGrains.Engine.Embedded.Simulation;

/// <summary>
/// A process of the simulation: a silo, a client, the test. It is the task scheduler of what the process does outside its
/// grains, and has a clock, so that all of it ends when the process is killed.
/// </summary>
internal sealed class SimulationNode : TaskScheduler
{
    private readonly SimulationScheduler _scheduler;

    public SimulationNode(string name, SimulationScheduler scheduler)
    {
        Name = name;
        _scheduler = scheduler;
        Clock = new SimulatedClock(this, scheduler);
    }

    public string Name { get; }

    public SimulatedClock Clock { get; }

    public bool IsKilled { get; private set; }

    public override int MaximumConcurrencyLevel => 1;

    public void Kill() => IsKilled = true;

    /// <summary>Runs <paramref name="action"/> as this process.</summary>
    public Task Start(Func<Task> action) => Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.None, this).Unwrap();

    protected override void QueueTask(Task task)
    {
        if (!IsKilled) _scheduler.Add(new Continuation(this, task));
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && !IsKilled && _scheduler.Current == this && _scheduler.IsInside("ran a task") && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private sealed class Continuation(SimulationNode node, Task task) : ISimulatedWork
    {
        public SimulationNode Node => node;

        public void Execute() => node.TryExecuteTask(task);
    }
}
