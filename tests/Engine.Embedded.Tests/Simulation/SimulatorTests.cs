using System.Diagnostics;
using MemberGrains.Engine.Embedded.Simulation;

namespace MemberGrains.Engine.Embedded.Tests.Simulation;

public sealed class SimulatorTests
{
    [Fact]
    public void A_call_crosses_the_simulated_cluster()
    {
        SimulatedCluster.Run(new Simulator(1), async cluster => Assert.Equal(10, await cluster.Ping(0).Pass(10, 20)));
    }

    [Fact]
    public void Hours_of_waiting_pass_at_once()
    {
        var simulator = new Simulator(2, new SimulatorOptions { TimeLimit = TimeSpan.FromDays(2) });
        var real = Stopwatch.GetTimestamp();
        simulator.Run(() => Task.Delay(TimeSpan.FromDays(1), simulator.TimeProvider));
        Assert.InRange(simulator.Elapsed, TimeSpan.FromDays(1), TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        Assert.True(Stopwatch.GetElapsedTime(real) < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Virtual_time_starts_where_the_options_say()
    {
        var simulator = new Simulator(2, new SimulatorOptions { Start = new DateTimeOffset(2030, 5, 6, 7, 8, 9, TimeSpan.Zero) });
        Assert.Equal(2030, simulator.Run(() => Task.FromResult(simulator.TimeProvider.GetUtcNow().Year)));
    }

    [Fact]
    public void Grain_timers_tick_in_virtual_time() => SimulatedCluster.Run(new Simulator(3), async cluster =>
    {
        await cluster.Ping(0).Sleep(TimeSpan.FromSeconds(10));
        // The sleeping turn holds the ticks back: one at a time.
        Assert.InRange(await cluster.Ping(0).Ticks(), 0, 1);
        await cluster.Ping(1).Add(0);
        await cluster.Ping(0).Sleep(TimeSpan.FromSeconds(10));
        Assert.InRange(await cluster.Ping(1).Ticks(), 95, 101);
    });

    [Fact]
    public void Turns_are_one_at_a_time_in_every_order()
    {
        for (var seed = 0ul; seed < 20; seed++)
        {
            SimulatedCluster.Run(new Simulator(seed), async cluster =>
            {
                await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => cluster.Ping(0).Add(1)));
                Assert.Equal(30, await cluster.Ping(0).Add(0));
            });
        }
    }

    [Fact]
    public void A_lost_answer_times_out_and_its_call_was_done()
    {
        var simulator = new Simulator(5);
        SimulatedCluster.Run(simulator, async cluster =>
        {
            simulator.Faults.LostAnswers = 1;
            await Assert.ThrowsAsync<TimeoutException>(() => cluster.Ping(0).Add(1));
            simulator.Faults.LostAnswers = 0;
            Assert.Equal(1, await cluster.Ping(0).Add(0));
        });
        Assert.InRange(simulator.Elapsed, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(40));
    }

    [Fact]
    public void A_lost_call_times_out_and_nothing_was_done()
    {
        var simulator = new Simulator(5);
        SimulatedCluster.Run(simulator, async cluster =>
        {
            simulator.Faults.LostCalls = 1;
            await Assert.ThrowsAsync<TimeoutException>(() => cluster.Ping(0).Add(1));
            simulator.Faults.LostCalls = 0;
            Assert.Equal(0, await cluster.Ping(0).Add(0));
        });
    }

    [Fact]
    public void An_exception_of_the_test_comes_out_of_the_run()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => new Simulator(1).Run(async () =>
        {
            await Task.Yield();
            throw new InvalidOperationException("as thrown");
        }));
        Assert.Equal("as thrown", fault.Message);
    }

    [Fact]
    public void Work_that_escapes_to_the_thread_pool_fails_the_run()
    {
        var fault = Assert.Throws<SimulationException>(() => SimulatedCluster.Run(new Simulator(1), cluster => cluster.Ping(0).Escape()));
        Assert.Contains("escaped", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Task.Run", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Work_that_escapes_and_is_back_before_its_turn_ends_fails_the_run_too()
    {
        var fault = Assert.Throws<SimulationException>(
            () => SimulatedCluster.Run(new Simulator(1), cluster => cluster.Ping(0).EscapeAndReturnDuringTheTurn()));
        Assert.Contains("escaped", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wait_for_what_never_comes_fails_the_run_at_once()
    {
        var simulator = new Simulator(1);
        var fault = Assert.Throws<SimulationException>(() => simulator.Run(() => new TaskCompletionSource().Task));
        Assert.Contains("nothing can run", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cluster_that_only_ticks_on_fails_the_run_at_its_time_limit()
    {
        var simulator = new Simulator(1, new SimulatorOptions { TimeLimit = TimeSpan.FromMinutes(5) });
        var fault = Assert.Throws<SimulationException>(() => SimulatedCluster.Run(simulator, _ => new TaskCompletionSource().Task));
        Assert.Contains("00:05:00 of virtual time", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_simulated_cluster_outside_the_run_is_refused()
    {
        var cluster = new Orleans.TestingHost.InProcessTestClusterBuilder(1).UseSimulator(new Simulator(1)).Build();
        var fault = Assert.ThrowsAny<Exception>(() => cluster.DeployAsync().GetAwaiter().GetResult());
        Assert.Contains("inside Run only", fault.ToString(), StringComparison.Ordinal);
    }
}
