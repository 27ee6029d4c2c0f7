using MemberGrains.Engine.Embedded.Hosting;
using MemberGrains.Engine.Embedded.Simulation;
using MemberGrains.Engine.Embedded.Tests.Simulation;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace MemberGrains.Engine.Embedded.Tests.Faults;

public sealed class ClusterFaultTests
{
    [Fact]
    public async Task A_zombie_goes_on_beside_the_new_activation_until_it_is_killed()
    {
        await using var cluster = new InProcessTestClusterBuilder(2).Build();
        await cluster.DeployAsync();
        await cluster.Ping(0).Add(5);
        var zombie = await HostOf(cluster, 0);
        cluster.MakeZombie(zombie);
        var stale = cluster.ClientAt(zombie).GetGrain<IPingGrain>("0");

        Assert.Equal(0, await cluster.Ping(0).Add(0));
        Assert.Equal(6, await stale.Add(1));
        Assert.NotEqual(await cluster.Ping(0).Where(), await stale.Where());

        await cluster.KillSiloAsync(zombie);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => stale.Add(1));
        Assert.Equal(0, await cluster.Ping(0).Add(0));
    }

    [Fact]
    public async Task Calls_under_way_to_a_silo_that_is_given_up_fail_at_once()
    {
        await using var cluster = new InProcessTestClusterBuilder(2).Build();
        await cluster.DeployAsync();
        var host = await HostOf(cluster, 0);
        var call = cluster.Ping(0).Sleep(TimeSpan.FromMinutes(1));
        await cluster.Ping(0).Ticks();
        cluster.MakeZombie(host);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
        await cluster.KillSiloAsync(host);
    }

    [Fact]
    public void Stale_calls_reach_the_zombie_by_their_share() => SimulatedCluster.Run(new Simulator(11), async cluster =>
    {
        var zombie = await HostOf(cluster, 0);
        cluster.MakeZombie(zombie);
        cluster.SendStaleCalls(0.5);
        var places = new List<string>();
        for (var i = 0; i < 100; i++) places.Add(await cluster.Ping(0).Where());
        Assert.InRange(places.Count(p => p == zombie.SiloAddress.ToString()), 30, 70);
    }, silos: 2);

    [Fact]
    public async Task Calls_across_a_cut_time_out_and_arrive_once_it_is_healed()
    {
        await using var cluster = new InProcessTestClusterBuilder(2)
            .ConfigureClient(client => client.Configure<ClientMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromMilliseconds(200)))
            .Build();
        await cluster.DeployAsync();
        await cluster.Ping(0).Add(1);
        var host = await HostOf(cluster, 0);
        using (cluster.Cut([host]))
        {
            await Assert.ThrowsAsync<TimeoutException>(() => cluster.Ping(0).Add(1));
            Assert.Equal(2, await cluster.ClientAt(host).GetGrain<IPingGrain>("0").Add(1));
        }

        Assert.Equal(3, await cluster.Ping(0).Add(1));
    }

    [Theory]
    [InlineData(1ul)]
    [InlineData(2ul)]
    [InlineData(3ul)]
    public void After_a_plan_of_faults_every_silo_is_back_and_serves(ulong seed)
    {
        var simulator = new Simulator(seed);
        SimulatedCluster.Run(simulator, async cluster =>
        {
            var plan = new FaultPlan
            {
                KillEvery = TimeSpan.FromSeconds(5),
                StopEvery = TimeSpan.FromSeconds(8),
                ZombieEvery = TimeSpan.FromSeconds(10),
                CutEvery = TimeSpan.FromSeconds(10),
            };
            var driver = new FaultDriver(simulator, cluster, plan);
            using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2), simulator.TimeProvider);
            var faults = driver.Run(stop.Token);
            while (!faults.IsCompleted)
            {
                try
                {
                    await cluster.Ping(simulator.Random.Next(10)).Pass(3, 10);
                    await Task.Delay(TimeSpan.FromMilliseconds(20), simulator.TimeProvider);
                }
                catch (Exception fault) when (fault is TimeoutException or SiloUnavailableException or OrleansMessageRejectionException)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(100), simulator.TimeProvider);
                }
            }

            await faults;
            Assert.True(driver.Faults > 10);
            Assert.Equal(["Silo_0", "Silo_1", "Silo_2"], cluster.Silos.Select(s => s.Name).Order());
            Assert.Equal(5, await cluster.Ping(0).Pass(5, 10));
        });
    }

    private static async Task<InProcessSiloHandle> HostOf(InProcessTestCluster cluster, int key)
    {
        var place = await cluster.Ping(key).Where();
        return cluster.Silos.Single(s => s.SiloAddress.ToString() == place);
    }
}
