using Orleans.TestingHost;

namespace MemberGrains.Conformance.Engine;

public sealed class SiloLossTests : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        _cluster = new InProcessTestClusterBuilder(3).ConfigureSilo((_, silo) => silo.StopsInOrder()).Build();
        await _cluster.DeployAsync();
    }

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task A_silo_that_stops_under_load_hands_its_calls_and_grains_over()
    {
        using var enough = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 20).Select(i => CallUntil(_cluster.Client.GetGrain<ICounterGrain>($"moving {i}"), enough.Token)).ToArray();
        var probe = _cluster.Client.GetGrain<IProbeGrain>("moving");
        var before = await probe.Silo();
        await _cluster.StopSiloAsync(_cluster.Silos.Single(s => s.SiloAddress.ToString() == before));
        await Wait.Until(() => Moved(probe, before), "the grain to be active elsewhere");
        Assert.Equal(["ShuttingDown"], await probe.Endings());
        await enough.CancelAsync();
        Assert.All(await Task.WhenAll(callers), calls => Assert.True(calls > 0));
    }

    [Fact]
    public async Task A_silo_that_is_killed_fails_the_calls_it_has_and_its_grains_live_anew_elsewhere()
    {
        var grain = _cluster.Client.GetGrain<IProbeGrain>("killed");
        var before = await grain.Silo();
        var waiting = grain.Wait("never opened");
        await Wait.UntilLogged(grain, "enter never opened");
        await _cluster.KillSiloAsync(_cluster.Silos.Single(s => s.SiloAddress.ToString() == before));
        // A cluster of processes may take longer to see the death than the caller waits for the answer.
        var fault = await Record.ExceptionAsync(() => waiting);
        Assert.True(fault is SiloUnavailableException or TimeoutException, $"{fault}");
        await Wait.Until(() => Moved(grain, before), "the grain to be active elsewhere");
        Assert.Equal(2, await grain.Life());
        Assert.Empty(await grain.Endings());
    }

    [Fact]
    public async Task A_silo_added_later_takes_grains()
    {
        var added = await _cluster.StartAdditionalSiloAsync();
        await _cluster.WaitForLivenessToStabilizeAsync();
        var places = 0;
        await Wait.Until(async () => await _cluster.Client.GetGrain<IProbeGrain>($"on the new {places++}").Silo() == added.SiloAddress.ToString(), "a grain on the added silo");
    }

    private static async Task<int> CallUntil(ICounterGrain grain, CancellationToken enough)
    {
        var calls = 0;
        do
        {
            try
            {
                await grain.Add(1);
                calls++;
            }
            catch (SiloUnavailableException) when (!Promises.GracefulStopFailsNoCall)
            {
                // Asked again, as a caller would.
            }
        }
        while (!enough.IsCancellationRequested);
        return calls;
    }

    private static async Task<bool> Moved(IProbeGrain grain, string before)
    {
        try
        {
            return await grain.Silo() != before;
        }
        catch (Exception fault) when (fault is SiloUnavailableException or TimeoutException or OrleansMessageRejectionException)
        {
            return false;
        }
    }
}
