namespace MemberGrains.Conformance.Engine;

public sealed class TimerTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task A_timer_ticks_again_and_again()
    {
        var grain = Timer("ticks");
        await grain.Start(Soon, Soon, interleave: false);
        await Ticked(grain, 3);
    }

    [Fact]
    public async Task A_timer_without_a_period_ticks_once()
    {
        var grain = Timer("once");
        await grain.Start(Soon, Timeout.InfiniteTimeSpan, interleave: false);
        await Ticked(grain, 1);
        await grain.Change(Soon, Timeout.InfiniteTimeSpan);
        await Ticked(grain, 2);
    }

    [Fact]
    public async Task A_stopped_timer_ticks_no_more()
    {
        var grain = Timer("stopped");
        await grain.Start(Soon, Soon, interleave: false);
        await Ticked(grain, 1);
        await grain.Stop();
        var ticks = await grain.Ticks();
        var other = Timer("goes on");
        await other.Start(Soon, Soon, interleave: false);
        await Ticked(other, 5);
        Assert.Equal(ticks, await grain.Ticks());
    }

    [Fact]
    public async Task Stopping_a_timer_cancels_the_token_of_its_callback()
    {
        var grain = Timer("token");
        await grain.Start(Soon, Soon, interleave: false);
        await Ticked(grain, 1);
        Assert.True(await grain.StopAndTellWhetherTheTokenWasCancelled());
    }

    [Fact]
    public async Task Ticks_wait_for_running_calls()
    {
        var grain = Timer("waits");
        var holding = grain.HoldUntilReleased();
        var startWaits = grain.Start(Soon, Soon, interleave: false);
        await grain.Release();
        await Task.WhenAll(holding, startWaits);
        await Ticked(grain, 3);
        Assert.False(await grain.OverlappedACall());
    }

    [Fact]
    public async Task Interleaving_ticks_do_not_wait_for_running_calls()
    {
        var grain = Timer("interleaves");
        await grain.Start(Soon, Soon, interleave: true);
        var holding = grain.HoldUntilReleased();
        await Wait.Until(grain.OverlappedACall, "a tick beside the running call");
        await grain.Release();
        await holding;
    }

    private static Task Ticked(ITimerGrain grain, int times) => Wait.Until(async () => await grain.Ticks() >= times, $"{times} ticks");

    private ITimerGrain Timer(string key) => silos.Grains.GetGrain<ITimerGrain>(key);
}
