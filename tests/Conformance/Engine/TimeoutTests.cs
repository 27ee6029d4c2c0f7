namespace MemberGrains.Conformance.Engine;

public sealed class TimeoutTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    [Fact]
    public async Task A_caller_gives_up_after_the_time_of_the_method_and_the_grain_goes_on()
    {
        var grain = silos.Grains.GetGrain<IProbeGrain>("slow");
        var fault = await Assert.ThrowsAsync<TimeoutException>(() => grain.WaitAtMostBriefly("gate"));
        Assert.Contains("did not arrive on time", fault.Message, StringComparison.Ordinal);
        await grain.Open("gate");
        await Wait.UntilLogged(grain, "leave gate");
        Assert.Equal("serves", await grain.Echo("serves"));
    }
}
