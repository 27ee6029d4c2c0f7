namespace MemberGrains.Conformance.Engine;

public sealed class FaultTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    [Fact]
    public async Task An_exception_of_the_grain_reaches_the_caller()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => silos.Grains.GetGrain<IProbeGrain>("throws").Throw("said so"));
        Assert.Equal("said so", fault.Message);
    }

    [Fact]
    public async Task An_exception_before_the_first_await_reaches_the_caller_as_well()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => silos.Grains.GetGrain<IProbeGrain>("throws").ThrowBeforeAnyAwait("at once"));
        Assert.Equal("at once", fault.Message);
    }

    [Fact]
    public async Task A_grain_lives_on_after_an_exception()
    {
        var grain = silos.Grains.GetGrain<IProbeGrain>("lives on");
        await grain.Note("before");
        await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Throw("x"));
        Assert.Equal(["before"], await grain.Log());
    }

    [Fact]
    public async Task An_exception_crosses_two_grains()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => silos.Grains.GetGrain<IRelayGrain>("relay").ThrowThrough("far", "from afar"));
        Assert.Equal("from afar", fault.Message);
    }

    [Fact]
    public async Task A_grain_that_can_not_be_activated_tells_its_callers_why()
    {
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => silos.Grains.GetGrain<IProbeGrain>("unborn").Echo("x"));
        Assert.Contains("unborn can not live", fault.ToString(), StringComparison.Ordinal);
    }
}
