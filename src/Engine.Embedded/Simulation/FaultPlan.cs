using Orleans.TestingHost;

namespace MemberGrains.Engine.Embedded.Simulation;

/// <summary>How often which silo fault happens. Times are means; each wait is drawn from the seed.</summary>
public sealed class FaultPlan
{
    /// <summary>The time between two kills of a silo.</summary>
    /// <value>Default zero: never.</value>
    public TimeSpan KillEvery { get; init; }

    /// <summary>The time between two graceful stops of a silo.</summary>
    /// <value>Default zero: never.</value>
    public TimeSpan StopEvery { get; init; }

    /// <summary>How long until a killed or stopped silo is started again, under its old name.</summary>
    /// <value>Default 5 s; zero or more.</value>
    public TimeSpan RestartAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The time between two silos that are voted dead and live on.</summary>
    /// <value>Default zero: never.</value>
    public TimeSpan ZombieEvery { get; init; }

    /// <summary>How long such a silo lives on before it is killed.</summary>
    /// <value>Default 10 s; more than zero.</value>
    public TimeSpan ZombieFor { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Of all calls to a grain that lives on in a zombie, the share that goes there.</summary>
    /// <value>Default 0.3; 0 to 1.</value>
    public double StaleCalls { get; init; } = 0.3;

    /// <summary>The time between two cuts of a center.</summary>
    /// <value>Default zero: never.</value>
    public TimeSpan CutEvery { get; init; }

    /// <summary>How long a cut lasts.</summary>
    /// <value>Default 10 s; more than zero.</value>
    public TimeSpan CutFor { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Faults leave at least this many silos in service.</summary>
    /// <value>Default 1; 1 or more.</value>
    public int LeaveInService { get; init; } = 1;

    /// <summary>The center of a silo: a cut takes all silos of one.</summary>
    /// <value>Default: silos with even and with odd numbers.</value>
    public Func<InProcessSiloHandle, string> CenterOf { get; init; } = static silo => silo.InstanceNumber % 2 == 0 ? "a" : "b";
}
