using MemberGrains.Engine.Embedded.Simulation;

namespace MemberGrains.Engine.Embedded.Tests.Simulation;

public sealed class DeterminismTests
{
    /// <summary>Of <see cref="Busy"/> with seed 1. It is the same on every machine; it changes when the engine's order of work or its trace does.</summary>
    private const string Golden = "d628bedad8053a71";

    [Fact]
    public void The_same_seed_gives_the_same_trace() => Assert.Equal(Busy(7), Busy(7));

    [Fact]
    public void Another_seed_gives_another_trace() => Assert.NotEqual(Busy(7).Hash, Busy(8).Hash);

    [Fact]
    public void The_trace_of_seed_1_is_the_pinned_one() => Assert.Equal(Golden, Busy(1).Hash);

    [Fact]
    public void The_generator_is_the_pinned_one()
    {
        var random = new SimulationRandom(42);
        Assert.Equal([1546998764402558742ul, 6990951692964543102ul, 12544586762248559009ul], [random.NextUInt64(), random.NextUInt64(), random.NextUInt64()]);
    }

    [Fact]
    public void A_fork_of_the_generator_is_not_moved_by_its_parent()
    {
        var one = new SimulationRandom(3);
        var other = new SimulationRandom(3);
        other.NextUInt64();
        Assert.Equal(one.Fork("a").NextUInt64(), other.Fork("a").NextUInt64());
        Assert.NotEqual(one.Fork("a").NextUInt64(), one.Fork("b").NextUInt64());
    }

    /// <summary>Concurrent rings of calls over three silos, with losses, a stop and a kill.</summary>
    private static (string Hash, long Lines, string Last) Busy(ulong seed)
    {
        var simulator = new Simulator(seed);
        simulator.Faults.LostCalls = 0.01;
        simulator.Faults.LostAnswers = 0.01;
        SimulatedCluster.Run(simulator, async cluster =>
        {
            var calls = Enumerable.Range(0, 20).Select(async i =>
            {
                await Task.Delay(simulator.Random.Between(TimeSpan.Zero, TimeSpan.FromSeconds(2)), simulator.TimeProvider);
                try
                {
                    return await cluster.Ping(i % 7).Pass(6, 7);
                }
                catch (Exception fault) when (fault is TimeoutException or SiloUnavailableException)
                {
                    return -1;
                }
            }).ToList();
            await Task.Delay(TimeSpan.FromSeconds(1), simulator.TimeProvider);
            await cluster.StopSiloAsync(cluster.Silos[0]);
            await cluster.KillSiloAsync(cluster.Silos[0]);
            await Task.WhenAll(calls);
        });
        return (simulator.Trace.Hash, simulator.Trace.Count, simulator.Trace.Last.Last());
    }
}
