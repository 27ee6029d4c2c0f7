using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>How a grain timer ticks.</summary>
public readonly struct GrainTimerCreationOptions() : IEquatable<GrainTimerCreationOptions>
{
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>The time to the first tick; -1 ms is never.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>The time from the end of a tick to the next one; -1 ms is never.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Ticks run while a call waits, instead of waiting for their own turn.</summary>
    public bool Interleave { get; init; }

    /// <summary>A tick counts as use, so that the activation is not collected.</summary>
    public bool KeepAlive { get; init; }

    public bool Equals(GrainTimerCreationOptions other) =>
        DueTime == other.DueTime && Period == other.Period && Interleave == other.Interleave && KeepAlive == other.KeepAlive;

    public override bool Equals(object? obj) => obj is GrainTimerCreationOptions other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(DueTime, Period, Interleave, KeepAlive);

    public static bool operator ==(GrainTimerCreationOptions left, GrainTimerCreationOptions right) => left.Equals(right);

    public static bool operator !=(GrainTimerCreationOptions left, GrainTimerCreationOptions right) => !left.Equals(right);
}
