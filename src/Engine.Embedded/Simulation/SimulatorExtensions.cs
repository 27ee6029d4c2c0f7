using Orleans.TestingHost;

namespace MemberGrains.Engine.Embedded.Simulation;

/// <summary>Puts a cluster under the simulator.</summary>
public static class SimulatorExtensions
{
    /// <summary>
    /// The cluster then runs inside <see cref="Simulator.Run(Func{Task})"/> only: build, deploy, use and dispose it there. Its
    /// silos get the virtual clock as their <see cref="TimeProvider"/>.
    /// </summary>
    public static InProcessTestClusterBuilder UseSimulator(this InProcessTestClusterBuilder builder, Simulator simulator)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(simulator);
        builder.Options.Runner = simulator.Runner;
        return builder;
    }
}
