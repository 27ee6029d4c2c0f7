using MemberGrains.Engine.Embedded.Simulation;
using Orleans.TestingHost;

namespace MemberGrains.Engine.Embedded.Tests.Simulation;

/// <summary>Runs a test against a cluster under a simulator.</summary>
internal static class SimulatedCluster
{
    public static void Run(Simulator simulator, Func<InProcessTestCluster, Task> test, short silos = 3) => simulator.Run(async () =>
    {
        await using var cluster = new InProcessTestClusterBuilder(silos).UseSimulator(simulator).Build();
        await cluster.DeployAsync();
        await test(cluster);
    });

    public static IPingGrain Ping(this InProcessTestCluster cluster, int key) =>
        cluster.Client.GetGrain<IPingGrain>(key.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
