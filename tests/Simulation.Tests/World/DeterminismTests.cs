using System.Security.Cryptography;
using System.Text;
using MemberGrains.Simulation.Cli;
using MemberGrains.Simulation.World;

namespace MemberGrains.Simulation.Tests.World;

[Collection(nameof(Simulations))]
public sealed class DeterminismTests
{
    private const int Seeds = 12;

    /// <summary>Begin of the SHA-256 of what seeds 1 to 12 draw; changes when the plans do.</summary>
    private const string Golden = "8ba5adcf5bbb306a";

    [Fact]
    public void The_same_seed_gives_the_same_trace_whatever_runs_beside_it()
    {
        var alone = Hashes(threads: false);
        var together = Hashes(threads: true);
        Assert.Equal(alone, together);
        Assert.Equal(Seeds, alone.Values.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_trace_file_does_not_change_the_run()
    {
        using var text = new StringWriter();
        var traced = SimulatedWorld.Run(new WorldOptions { Seed = 5, TraceTo = text });
        Assert.Equal(SimulatedWorld.Run(new WorldOptions { Seed = 5 }).TraceHash, traced.TraceHash);
        Assert.Equal(traced.LastLines[^1], text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
    }

    /// <summary>
    /// What is drawn from a seed is the same on every machine and runtime. (What follows from it changes with the code it
    /// runs through, and is pinned by comparing runs; the engine pins its own order of work.)
    /// </summary>
    [Fact]
    public void The_plans_of_the_first_seeds_are_the_pinned_ones()
    {
        string plan = string.Join('\n', Enumerable.Range(1, Seeds).SelectMany(seed => SimulatedWorld.Plan(new WorldOptions { Seed = seed })));
        Assert.Equal(Golden, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plan)))[..Golden.Length]);
    }

    private static SortedDictionary<long, string> Hashes(bool threads)
    {
        var hashes = new SortedDictionary<long, string>();
        if (threads) new SeedRange(seed => new WorldOptions { Seed = seed }).Run(1, Seeds, result => hashes.Add(result.Seed, result.TraceHash));
        else for (long seed = 1; seed <= Seeds; seed++) hashes.Add(seed, SimulatedWorld.Run(new WorldOptions { Seed = seed }).TraceHash);
        return hashes;
    }
}
