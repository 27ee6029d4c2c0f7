using System.ComponentModel.DataAnnotations;

namespace MemberGrains.ReadModels.Cache.Checking;

/// <summary>How the sample is taken that compares caches with rows.</summary>
public sealed class CacheCheckOptions
{
    /// <summary>Pause between two samples of a center's cache.</summary>
    /// <value>Default 1 s; 1 ms to 1 h.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Rows in a sample: one read of the record, and as many of the cache.</summary>
    /// <value>Default 20; 1 to 1,000.</value>
    [Range(1, 1_000)]
    public int Rows { get; set; } = 20;

    /// <summary>Slots looked at for a sample, while those before had no rows.</summary>
    /// <value>Default 8; 1 to 1,024.</value>
    [Range(1, 1_024)]
    public int Slots { get; set; } = 8;
}
