using System.ComponentModel.DataAnnotations;
using MemberGrains.ReadModels.Status;

namespace MemberGrains.ReadModels.Projections;

/// <summary>How projections follow the stream.</summary>
public sealed class ProjectionOptions
{
    /// <summary>The center whose read models this process feeds; none for those of both.</summary>
    /// <value><c>a</c>, <c>b</c> or null; default null.</value>
    [RegularExpression("^[ab]$")]
    public string? Center { get; set; }

    /// <summary>Whether this process feeds a read model.</summary>
    public bool Feeds(ReadModelHealth health) => Center is null || health.Center == Center;

    /// <summary>
    /// Waiting messages of a physical cluster that a read model is told in one write. A process keeps so many of each group
    /// in memory, each with up to a relay's batch of events.
    /// </summary>
    /// <value>Default 32; 1 to 1,000.</value>
    [Range(1, 1_000)]
    public int MessagesAtOnce { get; set; } = 32;

    /// <summary>How long a message may be missing before the rows are asked instead: longer than any reordering takes.</summary>
    /// <value>Default 2 s; 10 ms to 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan GapPatience { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Rows, or history entries, asked for at once when a model is filled from the record, and about as many documents written at once.</summary>
    /// <value>Default 1,000; 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int PageSize { get; set; } = 1_000;

    /// <summary>Pause before a failed fill at the start is tried again.</summary>
    /// <value>Default 500 ms; 1 ms to 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan FillRetry { get; set; } = TimeSpan.FromMilliseconds(500);
}
