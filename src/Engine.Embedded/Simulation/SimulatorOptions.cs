namespace MemberGrains.Engine.Embedded.Simulation;

/// <summary>The frame of a simulated run.</summary>
public sealed class SimulatorOptions
{
    /// <summary>The virtual time at the start.</summary>
    /// <value>Default 2026-01-01 00:00 UTC.</value>
    public DateTimeOffset Start { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The virtual time after which an unfinished run counts as stuck.</summary>
    /// <value>Default 1 h; more than zero.</value>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The number of steps after which an unfinished run counts as stuck.</summary>
    /// <value>Default 50 million; more than zero.</value>
    public long StepLimit { get; init; } = 50_000_000;

    /// <summary>The virtual time that each step takes, so that work which only yields does not stop the clock.</summary>
    /// <value>Default 1 µs; zero or more.</value>
    public TimeSpan StepTime { get; init; } = TimeSpan.FromMicroseconds(1);

    /// <summary>How many of the last lines of the trace are kept.</summary>
    /// <value>Default 500; zero or more.</value>
    public int TraceLines { get; init; } = 500;

    /// <summary>Gets every line of the trace. Null: no one does.</summary>
    public TextWriter? TraceTo { get; init; }

    /// <summary>The stack of the simulation's thread.</summary>
    /// <value>Default 16 MiB.</value>
    public int StackBytes { get; init; } = 16 * 1024 * 1024;
}
