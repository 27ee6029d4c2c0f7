using System.ComponentModel.DataAnnotations;
using MemberGrains.Resilience.Admission;
using MemberGrains.Testing;

namespace MemberGrains.Resilience.Tests.Admission;

public sealed class AdmissionGateTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task An_order_that_waits_goes_before_marketing_that_came_earlier()
    {
        var gate = Gate(running: 1);
        var running = await gate.EnterAsync(TrafficClass.Order, CancellationToken.None);
        var marketing = gate.EnterAsync(TrafficClass.Marketing, CancellationToken.None).AsTask();
        var order = gate.EnterAsync(TrafficClass.Order, CancellationToken.None).AsTask();

        running.Dispose();

        Assert.True((await order).IsGranted);
        Assert.False(marketing.IsCompleted);
        (await order).Dispose();
        Assert.True((await marketing).IsGranted);
    }

    [Fact]
    public async Task Beyond_the_queue_a_request_is_refused_at_once()
    {
        var gate = Gate(running: 1);
        using var running = await gate.EnterAsync(TrafficClass.Order, CancellationToken.None);
        var waiting = gate.EnterAsync(TrafficClass.Order, CancellationToken.None);

        var refused = gate.EnterAsync(TrafficClass.Order, CancellationToken.None);

        Assert.True(refused.IsCompleted);
        Assert.False((await refused).IsGranted);
        Assert.False(waiting.IsCompleted);
    }

    [Fact]
    public async Task Who_waits_too_long_is_refused_and_leaves_the_queue()
    {
        var gate = Gate(running: 1);
        using var running = await gate.EnterAsync(TrafficClass.Order, CancellationToken.None);
        var waiting = gate.EnterAsync(TrafficClass.Order, CancellationToken.None).AsTask();

        _clock.Advance(TimeSpan.FromMilliseconds(500));

        Assert.False((await waiting).IsGranted);
        Assert.Equal(new AdmissionState(1, 0, 0, 0), gate.State);
    }

    [Fact]
    public async Task A_cancelled_wait_leaves_the_queue()
    {
        var gate = Gate(running: 1);
        using var running = await gate.EnterAsync(TrafficClass.Order, CancellationToken.None);
        using var source = new CancellationTokenSource();
        var waiting = gate.EnterAsync(TrafficClass.Order, source.Token).AsTask();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(new AdmissionState(1, 0, 0, 0), gate.State);
    }

    [Fact]
    public async Task Whatever_is_drawn_the_limits_hold_and_nobody_is_forgotten()
    {
        var options = new AdmissionOptions { Running = 5, MarketingRunning = 2, OrderWaiting = 4, MarketingWaiting = 3 };
        var gate = new AdmissionGate(options, _clock);
        var random = new Random(11);
        var passes = new List<AdmissionPass>();
        var waiting = new List<Task<AdmissionPass>>();
        for (int step = 0; step < 5_000; step++)
        {
            if (random.Next(2) == 0 || passes.Count == 0)
                waiting.Add(gate.EnterAsync((TrafficClass)random.Next(2), CancellationToken.None).AsTask());
            else
                Leave(passes, random.Next(passes.Count));
            await Collect(waiting, passes);
            var state = gate.State;
            Assert.InRange(state.Running, 0, 5);
            Assert.InRange(state.MarketingRunning, 0, 2);
            Assert.InRange(state.OrderWaiting, 0, 4);
            Assert.InRange(state.MarketingWaiting, 0, 3);
            Assert.True(state.Running == 5 || state.OrderWaiting == 0, "an order waits beside a free place");
        }

        while (passes.Count > 0 || waiting.Count > 0)
        {
            if (passes.Count > 0) Leave(passes, 0);
            else await Task.WhenAny(waiting).WaitAsync(TimeSpan.FromSeconds(30));
            await Collect(waiting, passes);
        }

        Assert.Equal(default, gate.State);
    }

    [Fact]
    public void Options_that_contradict_each_other_are_refused()
    {
        Assert.Throws<ValidationException>(() => new AdmissionGate(new AdmissionOptions { Running = 5, MarketingRunning = 6 }, _clock));
        Assert.Throws<ValidationException>(() => new AdmissionGate(new AdmissionOptions { Running = 0 }, _clock));
    }

    private static void Leave(List<AdmissionPass> passes, int index)
    {
        passes[index].Dispose();
        passes.RemoveAt(index);
    }

    /// <summary>Everyone not counted as waiting has been told, or is about to be.</summary>
    private static async Task Collect(List<Task<AdmissionPass>> waiting, List<AdmissionPass> passes)
    {
        foreach (var admitted in waiting.Where(task => task.IsCompleted).ToList())
        {
            waiting.Remove(admitted);
            var pass = await admitted;
            if (pass.IsGranted) passes.Add(pass);
        }
    }

    private AdmissionGate Gate(int running) =>
        new(new AdmissionOptions { Running = running, MarketingRunning = running, OrderWaiting = 1, MarketingWaiting = 1, LongestWaitMs = 500 }, _clock);
}
