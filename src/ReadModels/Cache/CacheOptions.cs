using System.ComponentModel.DataAnnotations;

namespace MemberGrains.ReadModels.Cache;

/// <summary>The cache of every center: they are all alike.</summary>
public sealed class CacheOptions
{
    /// <summary>
    /// How long a version floor outlives the value it invalidated. Must be above the lag budget of every source that may
    /// fill (<see cref="LagBudgets"/>), or a slow fill could bring back what an invalidation has passed.
    /// </summary>
    /// <value>Default 5 s; 2 s to 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:02", "00:10:00")]
    public TimeSpan Lock { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one reader may take to fill a key it missed; shorter than <see cref="Lock"/>.</summary>
    /// <value>Default 1 s; 10 ms to 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan FillLease { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a value stays.</summary>
    /// <value>Default 1 h; 1 s to 7 days.</value>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Memory of the embedded cache, per center, in bytes of keys and values. Live floors are kept beyond it: losing one
    /// could bring back a stale value.
    /// </summary>
    /// <value>Default 64 MiB; 64 KiB to 64 GiB.</value>
    [Range(64L * 1024, 64L * 1024 * 1024 * 1024)]
    public long Capacity { get; set; } = 64L * 1024 * 1024;
}
