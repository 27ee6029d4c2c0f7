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

    private IManagementGrain Management => centers.Grains.GetGrain<IManagementGrain>(0);
}
