using MemberGrains.Engine.Embedded.Tests.Simulation;
using Orleans.TestingHost;

namespace MemberGrains.Engine.Embedded.Tests;

public sealed class AllocationTests
{
    /// <summary>Bytes for one call and its answer, of which the caller's own task and state are about a third.</summary>
    private const long MostForACall = 700;

    /// <summary>Bytes an idle activation keeps, its key and its grain included.</summary>
    private const long MostForAnActivation = 600;

    [Fact]
    public async Task A_call_allocates_little()
    {
        await using var cluster = new InProcessTestClusterBuilder(1).Build();
        await cluster.DeployAsync();
        var grain = cluster.Client.GetGrain<IPlainGrain>("x");
        const int calls = 20_000;
        var least = long.MaxValue;
        // Other tests of the process allocate too, so the least of several rounds is what the calls cost.
        for (var round = 0; round < 5; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var i = 0; i < calls; i++) await grain.Add(1);
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / calls);
        }

        Assert.InRange(least, 1, MostForACall);
    }

    [Fact]
    public async Task An_idle_activation_keeps_little()
    {
        await using var cluster = new InProcessTestClusterBuilder(1).Build();
        await cluster.DeployAsync();
        const int grains = 20_000;
        await cluster.Client.GetGrain<IPlainGrain>("warm").Add(1);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < grains; i++) await cluster.Client.GetGrain<IPlainGrain>($"+86138{i:D8}").Add(1);
        var kept = (GC.GetTotalMemory(forceFullCollection: true) - before) / grains;
        Assert.InRange(kept, 1, MostForAnActivation);
        Assert.Equal(1, await cluster.Client.GetGrain<IPlainGrain>("+8613800000000").Add(0));
    }
}
