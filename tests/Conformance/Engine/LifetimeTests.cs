namespace MemberGrains.Conformance.Engine;

public sealed class LifetimeTests(TwoCenters centers) : IClassFixture<TwoCenters>
{
    [Fact]
    public async Task An_idle_grain_is_collected_and_comes_back_with_the_next_call()
    {
        Assert.Equal(1, await ShortLived("idle").Life());
        await Ended("idle", "ActivationIdle");
        Assert.Equal(2, await ShortLived("idle").Life());
    }

    [Fact]
    public async Task A_grain_that_asks_to_stay_is_not_collected_before_others()
    {
        await ShortLived("stays").StayFor(TimeSpan.FromMinutes(1));
        await ShortLived("goes").Life();
        await Ended("goes", "ActivationIdle");
        Assert.Equal(1, await ShortLived("stays").Life());
    }

    [Fact]
    public async Task A_grain_that_is_called_again_and_again_is_not_collected()
    {
        await ShortLived("measure").Life();
        for (var ended = false; !ended; ended = (await ShortLived("asks").EndingsOf("measure")).Count > 0)
        {
            Assert.Equal(1, await ShortLived("used").Life());
            await Task.Delay(50);
        }
    }

    [Fact]
    public async Task DeactivateOnIdle_ends_the_activation_after_the_call()
    {
        var grain = centers.Grains.GetGrain<IProbeGrain>("ends itself");
        Assert.Equal(1, await grain.Life());
        await grain.DeactivateSoon();
        await Wait.Until(async () => await grain.Life() == 2, "a second life");
        Assert.Equal(["ApplicationRequested"], await grain.Endings());
    }

    [Fact]
    public async Task Calls_that_wait_while_the_activation_ends_are_served_by_the_next()
    {
        var grain = centers.Grains.GetGrain<IProbeGrain>("hands over");
        var blocking = grain.Wait("gate");
        await Wait.UntilLogged(grain, "enter gate");
        var ending = grain.DeactivateSoon();
        var waiting = Enumerable.Range(0, 20).Select(i => grain.Echo($"{i}")).ToArray();
        await grain.Open("gate");
        await Task.WhenAll(blocking, ending);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), await Task.WhenAll(waiting));
        await Wait.Until(async () => await grain.Life() == 2, "a second life");
    }

    private Task Ended(string key, string reason) =>
        Wait.Until(async () => (await ShortLived("asks").EndingsOf(key)).Contains(reason), $"{key} to end by {reason}");

    private IShortLivedGrain ShortLived(string key) => centers.Grains.GetGrain<IShortLivedGrain>(key);
}
