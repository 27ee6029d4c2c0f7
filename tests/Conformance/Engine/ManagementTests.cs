namespace MemberGrains.Conformance.Engine;

public sealed class ManagementTests(TwoCenters centers) : IClassFixture<TwoCenters>
{
    [Fact]
    public async Task The_silos_are_listed_with_their_status()
    {
        var hosts = await Management.GetHosts(onlyActive: true);
        Assert.Equal(centers.Cluster.Silos.Select(s => s.SiloAddress).Order(), hosts.Keys.Order());
        Assert.All(hosts.Values, status => Assert.Equal(SiloStatus.Active, status));
    }

    [Fact]
    public async Task The_silo_of_an_active_grain_is_found_and_of_another_not()
    {
        var grain = centers.Grains.GetGrain<IPlacedGrain>("b/find me");
        await grain.Silo();
        Assert.Equal(centers.SiloOf("b"), (await Management.GetActivationAddress(grain))?.ToString());
        Assert.Null(await Management.GetActivationAddress(centers.Grains.GetGrain<IPlacedGrain>("b/not called")));
    }

    [Fact]
    public async Task Activations_are_counted_by_class_and_silo()
    {
        await centers.Grains.GetGrain<IPlacedGrain>("a/counted").Silo();
        var statistics = await Management.GetSimpleGrainStatistics();
        var placed = Assert.Single(statistics, s => s.GrainType.Contains(nameof(PlacedGrain), StringComparison.Ordinal) && s.SiloAddress.ToString() == centers.SiloOf("a"));
        Assert.True(placed.ActivationCount >= 1);
    }

    [Fact]
    public async Task Each_silo_counts_its_own_activations()
    {
        var silos = centers.Cluster.Silos.Select(silo => silo.SiloAddress).ToArray();
        string a = centers.SiloOf("a"), b = centers.SiloOf("b");
        int inA = Array.FindIndex(silos, silo => silo.ToString() == a), inB = Array.FindIndex(silos, silo => silo.ToString() == b);
        var before = await Management.GetRuntimeStatistics(silos);
        // More than tests beside this one make meanwhile.
        const int More = 200;
        for (int i = 0; i < More; i++) await centers.Grains.GetGrain<IPlacedGrain>($"a/own {i}").Silo();

        var after = await Management.GetRuntimeStatistics(silos);

        Assert.True(after[inA].ActivationCount >= before[inA].ActivationCount + More, $"{before[inA].ActivationCount} to {after[inA].ActivationCount}");
        Assert.True(after[inB].ActivationCount < before[inB].ActivationCount + More, $"{before[inB].ActivationCount} to {after[inB].ActivationCount}");
    }

    private IManagementGrain Management => centers.Grains.GetGrain<IManagementGrain>(0);
}
