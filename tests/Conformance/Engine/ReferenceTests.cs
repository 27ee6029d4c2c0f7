namespace MemberGrains.Conformance.Engine;

public sealed class ReferenceTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    [Fact]
    public void A_reference_tells_type_and_key_without_a_call()
    {
        var grain = silos.Grains.GetGrain<IProbeGrain>("some key");
        Assert.Equal("some key", grain.GetPrimaryKeyString());
        Assert.Equal("probe/some key", grain.GetGrainId().ToString());
    }

    [Fact]
    public void References_to_one_grain_are_equal()
    {
        Assert.Equal(silos.Grains.GetGrain<IProbeGrain>("x"), silos.Grains.GetGrain<IProbeGrain>("x"));
        Assert.NotEqual(silos.Grains.GetGrain<IProbeGrain>("x"), silos.Grains.GetGrain<IProbeGrain>("y"));
    }

    [Fact]
    public async Task A_grain_hands_out_a_reference_to_itself()
    {
        var self = await silos.Grains.GetGrain<IProbeGrain>("self").Self();
        Assert.Equal("self", await self.Key());
    }

    [Fact]
    public async Task A_reference_made_by_the_client_works_in_a_grain()
    {
        var other = silos.Grains.GetGrain<IProbeGrain>("other");
        Assert.Equal("round", await silos.Grains.GetGrain<IProbeGrain>("passes-on").EchoThrough(other, "round"));
    }

    [Fact]
    public async Task A_grain_can_be_had_by_its_id()
    {
        var id = silos.Grains.GetGrain<IProbeGrain>("by id").GetGrainId();
        Assert.Equal("by id", await silos.Grains.GetGrain<IProbeGrain>(id).Key());
    }

    [Fact]
    public async Task Keys_differ_by_case_and_may_hold_any_text()
    {
        string[] keys = ["Aa", "aA", "无线", "with/slash", "with space", "+"];
        foreach (var key in keys) Assert.Equal(key, await silos.Grains.GetGrain<IProbeGrain>(key).Key());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_blank_key_is_refused(string key) => Assert.Throws<ArgumentException>(() => silos.Grains.GetGrain<IProbeGrain>(key));

    [Fact]
    public void A_grain_id_reads_what_it_writes()
    {
        var id = GrainId.Create("kind", "a/b");
        Assert.Equal(id, GrainId.Parse(id.ToString()));
        Assert.False(GrainId.TryParse("nothing", out _));
    }
}
