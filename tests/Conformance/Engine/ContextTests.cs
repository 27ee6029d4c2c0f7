namespace MemberGrains.Conformance.Engine;

public sealed class ContextTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    [Fact]
    public async Task A_value_flows_to_the_callee()
    {
        RequestContext.Set("who", "me");
        Assert.Equal("me", await silos.Grains.GetGrain<IProbeGrain>("context").ContextValue("who"));
        RequestContext.Clear();
        Assert.Null(await silos.Grains.GetGrain<IProbeGrain>("context").ContextValue("who"));
    }

    [Fact]
    public async Task A_value_flows_on_through_grains()
    {
        RequestContext.Set("who", "me");
        Assert.Equal("me", await silos.Grains.GetGrain<IProbeGrain>("context-near").ContextValueSeenBy("context-far", "who"));
        RequestContext.Clear();
    }

    [Fact]
    public async Task A_value_does_not_flow_back_nor_to_the_next_call()
    {
        RequestContext.Clear();
        var grain = silos.Grains.GetGrain<IProbeGrain>("context-back");
        await grain.SetContext("who", "grain");
        Assert.Null(RequestContext.Get("who"));
        Assert.Null(await grain.ContextValue("who"));
    }

    [Fact]
    public void A_removed_value_is_gone()
    {
        RequestContext.Set("a", 1);
        RequestContext.Set("b", 2);
        Assert.True(RequestContext.Remove("a"));
        Assert.False(RequestContext.Remove("a"));
        Assert.Null(RequestContext.Get("a"));
        Assert.Equal(2, RequestContext.Get("b"));
        RequestContext.Clear();
    }
}
