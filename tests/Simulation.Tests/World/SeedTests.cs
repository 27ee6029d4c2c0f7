using MemberGrains.Simulation.Cli;
using MemberGrains.Simulation.Measures;
using MemberGrains.Simulation.World;
using Xunit.Abstractions;

namespace MemberGrains.Simulation.Tests.World;

[Collection(nameof(Simulations))]
public sealed class SeedTests(ITestOutputHelper output)
{
    private const int Seeds = 1000;
    private const int CalmSeeds = 60;

    /// <summary>Issues "The house" and "Binding that can not be half done": all commands and reads over three silos in two centers, with storage faults and kills.</summary>
    [Fact]
    public void A_thousand_seeds_keep_every_promise()
    {
        var range = new SeedRange(seed => new WorldOptions { Seed = seed });
        var red = range.Run(1, Seeds);
        output.WriteLine(range.Figures.ToString());
        Assert.True(red.Count == 0, string.Join(Environment.NewLine, red.Take(2).Select(SeedReport.Of)));
        Assert.True(range.Figures.KnowsOrders, $"The search for an order gave up in {range.Figures.GivenUp} worlds.");
        Assert.True(range.Figures.SiloFaults > Seeds, "Silos must fail, or the seeds show nothing.");
        Assert.True(range.Figures.StoreFaults > Seeds, "The store must fail, or the seeds show nothing.");
        Assert.True(range.Figures.StreamFaults > Seeds / 10, "The stream must fail, or the seeds show nothing.");
        Assert.True(range.Figures.CentersOut > Seeds / 20, "Centers must be marked out, or the seeds show nothing.");
        Assert.True(range.Figures.StepCrashes > Seeds / 3, "Silos must die at steps of the commit, or the seeds show nothing.");
        Assert.True(range.Figures.Promotions > Seeds / 5, "Primaries must be promoted, or the seeds show nothing.");
        Assert.True(range.Figures.Changes > 10 * Seeds, "Clients must change something, or the seeds show nothing.");
    }

    /// <summary>Contention alone delays no one for long, and nobody waits for a lock.</summary>
    [Fact]
    public void Where_nothing_goes_wrong_every_call_is_answered_soon()
    {
        var range = new SeedRange(seed => new WorldOptions { Seed = seed, Faults = false });
        var red = range.Run(1, CalmSeeds);
        Assert.True(red.Count == 0, string.Join(Environment.NewLine, red.Take(2).Select(SeedReport.Of)));
        Assert.Equal((0, 0, 0), (range.Figures.SiloFaults, range.Figures.StoreFaults, range.Figures.Hazards));
    }

    [Fact]
    public void Where_a_grain_takes_one_call_at_a_time_they_wait_for_each_other()
    {
        var range = new SeedRange(seed => SafetyMeasures.Find("interleaving")!.Without(new WorldOptions { Seed = seed, Faults = false }), untilRed: true);
        var red = range.Run(1, CalmSeeds);
        Assert.Contains(red, result => result.Violations.Any(violation => violation.Promise == "nobody waits for another's lock"));
    }
}
