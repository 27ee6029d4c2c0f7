using MemberGrains.Simulation.Cli;
using MemberGrains.Simulation.Measures;
using MemberGrains.Simulation.World;
using Xunit.Abstractions;

namespace MemberGrains.Simulation.Tests.World;

/// <summary>Each safety measure that is left out must turn a seed red: a simulation that can not fail shows nothing.</summary>
[Collection(nameof(Simulations))]
public sealed class MutationTests(ITestOutputHelper output)
{
    private const long MostSeeds = 2_000;

    /// <summary>The names of all measures.</summary>
    public static TheoryData<string> Measures => new(SafetyMeasures.All.Select(measure => measure.Name));

    /// <summary>
    /// Looks from the seed that was red last time. Schedules drift with the code, so another one may be by now; it must be
    /// among the first two thousand.
    /// </summary>
    [Theory]
    [MemberData(nameof(Measures))]
    public void Without_a_safety_measure_a_seed_is_red_that_is_green_with_it(string name)
    {
        var measure = SafetyMeasures.Find(name)!;
        for (long tried = 0; tried < MostSeeds; tried++)
        {
            long seed = ((measure.FirstRed - 1 + tried) % MostSeeds) + 1;
            var result = SimulatedWorld.Run(measure.Without(new WorldOptions { Seed = seed }));
            if (result.IsGreen) continue;
            string report = SeedReport.Of(result);
            output.WriteLine($"{name}: seed {seed} (of record {measure.FirstRed})");
            output.WriteLine(report);
            Assert.Contains($"./dev sim --seed {seed} ", report, StringComparison.Ordinal);
            Assert.True(result.Fault is null, report);
            var kept = SimulatedWorld.Run(new WorldOptions { Seed = seed });
            Assert.True(kept.IsGreen, SeedReport.Of(kept));
            return;
        }

        Assert.Fail($"None of {MostSeeds} seeds noticed.");
    }
}
