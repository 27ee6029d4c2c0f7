using MemberGrains.Engine.Embedded.Simulation;
using MemberGrains.Engine.Embedded.Tests.Simulation;
using Orleans.TestingHost;

namespace MemberGrains.Engine.Embedded.Tests.Faults;

public sealed class StopTests
{
    [Fact]
    public async Task Silos_that_stop_one_after_another_under_load_fail_no_call()
    {
        await using var cluster = new InProcessTestClusterBuilder(3).Build();
        await cluster.DeployAsync();
        using var enough = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 30).Select(i => Task.Run(() => CallUntil(cluster, i, enough.Token))).ToArray();
        for (var i = 0; i < 4; i++)
        {
            await cluster.StartAdditionalSiloAsync();
            await cluster.StopSiloAsync(cluster.Silos[0]);
        }

        await enough.CancelAsync();
        Assert.All(await Task.WhenAll(callers), calls => Assert.True(calls > 0));
    }

    [Fact]
    public void A_stop_fails_no_call_in_any_order_of_events()
    {
        for (var seed = 0ul; seed < 30; seed++)
        {
            var simulator = new Simulator(seed);
            SimulatedCluster.Run(simulator, async cluster =>
            {
                using var enough = new CancellationTokenSource();
                var callers = Enumerable.Range(0, 6).Select(i => CallUntil(cluster, i, enough.Token)).ToArray();
                await Task.Delay(TimeSpan.FromMilliseconds(20), simulator.TimeProvider);
                await cluster.StopSiloAsync(cluster.Silos[simulator.Random.Next(3)]);
                await Task.Delay(TimeSpan.FromMilliseconds(20), simulator.TimeProvider);
                await enough.CancelAsync();
                Assert.All(await Task.WhenAll(callers), calls => Assert.True(calls > 0));
            });
        }
    }

    private static async Task<int> CallUntil(InProcessTestCluster cluster, int caller, CancellationToken enough)
    {
        var calls = 0;
        do
        {
            // Each caller has a chain of its own: chains that share grains wait for each other at every link.
            await cluster.Ping(caller * 10).Pass(3, 1000);
            calls++;
        }
        while (!enough.IsCancellationRequested);
        return calls;
    }
}
