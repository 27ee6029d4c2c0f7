using MemberGrains.Simulation.Cli;
using MemberGrains.Simulation.World;

namespace MemberGrains.Simulation.Tests.World;

[Collection(nameof(Simulations))]
public sealed class DeterminismTests
{
    private const int Seeds = 12;

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

    private static SortedDictionary<long, string> Hashes(bool threads)
    {
        var hashes = new SortedDictionary<long, string>();
        if (threads) new SeedRange(seed => new WorldOptions { Seed = seed }).Run(1, Seeds, result => hashes.Add(result.Seed, result.TraceHash));
        else for (long seed = 1; seed <= Seeds; seed++) hashes.Add(seed, SimulatedWorld.Run(new WorldOptions { Seed = seed }).TraceHash);
        return hashes;
    }
}
