using System.ComponentModel.DataAnnotations;

namespace MemberGrains.ReadModels.Embedded.Search;

/// <summary>The search clusters that live in the process.</summary>
public sealed class EmbeddedSearchOptions
{
    /// <summary>Time between two refreshes: a document written is seen at the latest after it.</summary>
    /// <value>Default 1 s; 1 ms to 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(1);
}
