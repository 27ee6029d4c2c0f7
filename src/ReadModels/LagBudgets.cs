using System.ComponentModel.DataAnnotations;

namespace MemberGrains.ReadModels;

/// <summary>
/// How far a source may be behind the record and still answer a bounded read or fill a cache. Counted by the stream's
/// heartbeat, so never below its interval.
/// </summary>
public sealed class LagBudgets
{
    /// <summary>A center's cache.</summary>
    /// <value>Default 4 s; 100 ms to 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Cache { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>A center's replicas.</summary>
    /// <value>Default 2 s; 100 ms to 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Replica { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>A search cluster; beyond it the other one is asked.</summary>
    /// <value>Default 4 s; 100 ms to 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Search { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>The longest of those that may fill a cache.</summary>
    public TimeSpan LongestSource => Replica > Search ? Replica : Search;
}
