namespace MemberGrains.Engine.Embedded.Simulation;

/// <summary>Virtual time, and timers that end with their process.</summary>
internal sealed class SimulatedClock(SimulationNode node, SimulationScheduler scheduler) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => scheduler.UtcNow;

    public override long GetTimestamp() => scheduler.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new SimulatedTimer(node, scheduler, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
