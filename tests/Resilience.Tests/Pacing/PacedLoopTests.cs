using MemberGrains.Resilience.Pacing;
using MemberGrains.Testing;

namespace MemberGrains.Resilience.Tests.Pacing;

public sealed class PacedLoopTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    [Fact]
    public void It_goes_on_at_its_pace_until_it_is_stopped() => VirtualThread.Run(async thread =>
    {
        int steps = 0;
        await using var loop = new PacedLoop(Pause, thread.Time, _ => new(Task.FromResult(steps++)), _ => { });
        loop.Start();
        await thread.PassAsync(TimeSpan.FromSeconds(4.5));
        Assert.Equal(5, steps);

        await loop.StopAsync();
        await loop.StopAsync();
        await thread.PassAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(5, steps);
    });

    [Fact]
    public void A_step_that_fails_is_told_and_the_next_one_follows() => VirtualThread.Run(async thread =>
    {
        int steps = 0;
        var told = new List<Exception>();
        await using var loop = new PacedLoop(Pause, thread.Time, _ => ++steps == 2 ? throw new IOException() : ValueTask.CompletedTask, told.Add);
        loop.Start();

        await thread.PassAsync(TimeSpan.FromSeconds(2.5));

        Assert.Equal(3, steps);
        Assert.IsType<IOException>(Assert.Single(told));
    });

    [Fact]
    public void A_stop_ends_the_step_under_way_and_is_no_failure() => VirtualThread.Run(async thread =>
    {
        var told = new List<Exception>();
        await using var loop = new PacedLoop(Pause, thread.Time, async cancellation => await Task.Delay(Timeout.InfiniteTimeSpan, thread.Time, cancellation), told.Add);
        loop.Start();
        await thread.PassAsync(Pause);

        await loop.StopAsync();

        Assert.Empty(told);
    });
}
