namespace MemberGrains.Conformance.Engine;

public sealed class CancellationTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    [Fact]
    public async Task Cancelling_ends_the_call_here_and_in_the_grain()
    {
        var grain = silos.Grains.GetGrain<IProbeGrain>("cancel");
        using var source = new CancellationTokenSource();
        var call = grain.WaitUntilCancelled(source.Token);
        await Wait.UntilLogged(grain, "waiting for cancellation");
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Wait.Until(grain.WasCancelled, "the grain to see the cancellation");
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_is_made_is_not_made()
    {
        var grain = silos.Grains.GetGrain<IProbeGrain>("cancelled-before");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => grain.WaitUntilCancelled(new CancellationToken(canceled: true)));
        Assert.Empty(await grain.Log());
    }

    [Fact]
    public async Task A_token_that_is_never_cancelled_lets_the_call_end_by_itself()
    {
        using var source = new CancellationTokenSource();
        Assert.True(await silos.Grains.GetGrain<IProbeGrain>("not-cancelled").CanBeCancelled(source.Token));
    }
}
