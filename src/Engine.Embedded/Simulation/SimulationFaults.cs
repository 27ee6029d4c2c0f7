using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Simulation;

/// <summary>What happens to calls and answers between processes. Calls within a silo are never late or lost.</summary>
public sealed class SimulationFaults
{
    internal SimulationFaults(SimulationRandom random) => Random = random;

    /// <summary>The shortest time a message takes.</summary>
    /// <value>Default 50 µs; zero or more.</value>
    public TimeSpan MinDelay { get; set; } = TimeSpan.FromMicroseconds(50);

    /// <summary>The longest time a message takes; messages overtake each other as their times are drawn.</summary>
    /// <value>Default 2 ms; at least <see cref="MinDelay"/>.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromMilliseconds(2);

    /// <summary>The share of calls that never arrive: the caller gets a <see cref="TimeoutException"/>, and nothing was done.</summary>
    /// <value>Default 0; 0 to 1.</value>
    public double LostCalls { get; set; }

    /// <summary>The share of answers that never arrive: the caller gets a <see cref="TimeoutException"/>, and all was done.</summary>
    /// <value>Default 0; 0 to 1.</value>
    public double LostAnswers { get; set; }

    /// <summary>The share of messages that take as long as <see cref="SlowDelay"/> says.</summary>
    /// <value>Default 0; 0 to 1.</value>
    public double SlowMessages { get; set; }

    /// <summary>The longest time a slow message takes.</summary>
    /// <value>Default 5 s; at least <see cref="MaxDelay"/>.</value>
    public TimeSpan SlowDelay { get; set; } = TimeSpan.FromSeconds(5);

    internal SimulationRandom Random { get; }

    internal TimeSpan DrawDelay() => Random.Chance(SlowMessages) ? Random.Between(MaxDelay, SlowDelay) : Random.Between(MinDelay, MaxDelay);
}
