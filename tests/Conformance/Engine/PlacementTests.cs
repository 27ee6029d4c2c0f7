namespace MemberGrains.Conformance.Engine;

public sealed class PlacementTests(TwoCenters centers) : IClassFixture<TwoCenters>
{
    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    public async Task A_director_places_grains_by_the_metadata_of_silos(string center)
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal(centers.SiloOf(center), await centers.Grains.GetGrain<IPlacedGrain>($"{center}/{i}").Silo());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    public async Task A_grain_that_prefers_to_be_local_is_where_it_is_first_called_from(string center)
    {
        Assert.Equal(centers.SiloOf(center), await centers.Grains.GetGrain<IPlacedGrain>($"{center}/near").SiloOfLocalNeighbour($"neighbour in {center}"));
    }

    [Fact]
    public async Task Without_a_placement_grains_are_spread()
    {
        var silos = new HashSet<string>();
        for (var i = 0; i < 40; i++) silos.Add(await centers.Grains.GetGrain<IProbeGrain>($"spread {i}").Silo());
        Assert.Equal(2, silos.Count);
    }
}
