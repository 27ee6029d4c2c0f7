namespace MemberGrains.Conformance.Engine;

public sealed class TurnTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    [Fact]
    public async Task A_call_answers()
    {
        Assert.Equal("hello", await silos.Grains.GetGrain<IProbeGrain>("echo").Echo("hello"));
    }

    [Fact]
    public async Task A_grain_knows_its_key()
    {
        Assert.Equal("phone/+86 138", await silos.Grains.GetGrain<IProbeGrain>("phone/+86 138").Key());
    }

    [Fact]
    public async Task A_grain_has_one_activation_however_many_call_at_once()
    {
        var calls = Enumerable.Range(0, 50).Select(_ => silos.Grains.GetGrain<IProbeGrain>("single").Life());
        Assert.All(await Task.WhenAll(calls), life => Assert.Equal(1, life));
    }

    [Fact]
    public async Task A_call_waits_until_the_one_before_has_ended()
    {
        var grain = silos.Grains.GetGrain<IProbeGrain>("turns");
        var first = grain.Wait("a");
        await Wait.UntilLogged(grain, "enter a");
        var second = grain.Wait("b");
        await grain.Open("b");
        Assert.False(second.IsCompleted);
        await grain.Open("a");
        Assert.Equal(["a", "b"], await Task.WhenAll(first, second));
        Assert.Equal(["enter a", "leave a", "enter b", "leave b"], await grain.Log());
    }

    [Fact]
    public async Task Readers_run_beside_each_other_and_not_beside_a_writer()
    {
        var grain = silos.Grains.GetGrain<IProbeGrain>("readers");
        var first = grain.WaitReading("first");
        await Wait.UntilLogged(grain, "enter first");
        var second = grain.WaitReading("second");
        await Wait.UntilLogged(grain, "enter second");
        var writer = grain.Wait("writer");
        await grain.Open("writer");
        // Orleans lets a writer in when the reader that came first has left, whoever else still reads; so that one stays.
        await grain.Open("second");
        await second;
        Assert.DoesNotContain("enter writer", await grain.Log());
        await grain.Open("first");
        await Task.WhenAll(first, writer);
    }

    [Fact]
    public async Task An_interleaving_call_runs_beside_a_writer_and_keeps_no_one_waiting()
    {
        var grain = silos.Grains.GetGrain<IProbeGrain>("interleaving");
        var writer = grain.Wait("writer");
        await Wait.UntilLogged(grain, "enter writer");
        var beside = grain.WaitInterleaving("beside");
        await Wait.UntilLogged(grain, "enter beside");
        await grain.Open("writer");
        await writer;
        Assert.Equal("not kept", await grain.Echo("not kept"));
        await grain.Open("beside");
        await beside;
    }

    [Fact]
    public async Task Calls_of_a_reentrant_class_interleave()
    {
        var grain = silos.Grains.GetGrain<IReentrantGrain>("reentrant");
        var waiting = grain.Wait();
        await grain.Open();
        await waiting;
    }

    [Fact]
    public async Task Two_grains_that_call_each_other_by_interleaving_methods_do_not_deadlock()
    {
        var left = silos.Grains.GetGrain<IProbeGrain>("left");
        var right = silos.Grains.GetGrain<IProbeGrain>("right");
        await Task.WhenAll(left.Life(), right.Life());
        var both = Task.WhenAll(left.OpenThenWaitFor("r", "right", "l"), right.OpenThenWaitFor("l", "left", "r"));
        Assert.Equal(["l", "r"], await both.WaitAsync(TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public async Task A_one_way_call_returns_before_it_runs_and_tells_no_fault()
    {
        var grain = silos.Grains.GetGrain<IProbeGrain>("one-way");
        var busy = grain.Wait("busy");
        await Wait.UntilLogged(grain, "enter busy");
        await grain.Note("noted");
        await grain.NoteFailing();
        Assert.DoesNotContain("noted", await grain.Log());
        await grain.Open("busy");
        await busy;
        await Wait.UntilLogged(grain, "noted");
    }

    [Fact]
    public async Task A_grain_calls_another_through_its_own_factory()
    {
        Assert.Equal("passed on", await silos.Grains.GetGrain<IProbeGrain>("caller").CallOther("callee", "passed on"));
    }

    [Fact]
    public async Task A_thousand_callers_of_one_grain_are_all_answered()
    {
        var grain = silos.Grains.GetGrain<ICounterGrain>("crowd");
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => grain.Add(1)));
        Assert.Equal(1000, await grain.Add(0));
    }
}
