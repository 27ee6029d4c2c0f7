namespace MemberGrains.Simulation.Tests.Record;

/// <summary>Every timer is due at once, so that a conformance test does not wait for a simulated journey.</summary>
internal sealed class NoDelay : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
}
