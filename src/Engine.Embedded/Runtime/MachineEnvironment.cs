namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>The machine: the thread pool, all processors.</summary>
internal sealed class MachineEnvironment : EngineEnvironment
{
    public static readonly MachineEnvironment Instance = new();

    public override int TurnsPerSlice => 64;

    public override int Processors { get; } = Environment.ProcessorCount;

    public override int Stripes { get; } = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, 16));

    public override TaskCreationOptions PromiseOptions => TaskCreationOptions.RunContinuationsAsynchronously;

    // Not the local queue of the thread, though it is faster: it is last in, first out, and grains that keep it busy starve the rest.
    public override void Schedule(Silo silo, IThreadPoolWorkItem item) => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);

    public override int Random(int below) => System.Random.Shared.Next(below);

    public override int CurrentStripe() => Thread.GetCurrentProcessorId() & (Stripes - 1);
}
