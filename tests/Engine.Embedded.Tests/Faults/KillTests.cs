using System.Diagnostics;
using MemberGrains.Engine.Embedded.Tests.Simulation;
using Orleans.TestingHost;

namespace MemberGrains.Engine.Embedded.Tests.Faults;

public sealed class KillTests
{
    [Fact]
    public async Task Calls_to_a_killed_silo_fail_at_once_and_its_grains_serve_again_at_once()
    {
        await using var cluster = new InProcessTestClusterBuilder(2).Build();
        await cluster.DeployAsync();
        var place = await cluster.Ping(0).Where();
        var call = cluster.Ping(0).Sleep(TimeSpan.FromMinutes(1));
        await cluster.Ping(0).Ticks();
        var start = Stopwatch.GetTimestamp();
        await cluster.KillSiloAsync(cluster.Silos.Single(s => s.SiloAddress.ToString() == place));
        await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
        Assert.NotEqual(place, await cluster.Ping(0).Where());
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20), "far less than the response time-out");
    }

    [Fact]
    public async Task Calls_without_any_silo_fail_and_are_served_when_there_is_one()
    {
        await using var cluster = new InProcessTestClusterBuilder(1).Build();
        await cluster.DeployAsync();
        await cluster.KillSiloAsync(cluster.Silos[0]);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => cluster.Ping(0).Add(1));
        await cluster.StartAdditionalSiloAsync();
        Assert.Equal(1, await cluster.Ping(0).Add(1));
    }
}
