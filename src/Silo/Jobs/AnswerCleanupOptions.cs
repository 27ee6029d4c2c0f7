using System.ComponentModel.DataAnnotations;

namespace MemberGrains.Silo.Jobs;

/// <summary>How long recorded answers are kept.</summary>
public sealed class AnswerCleanupOptions
{
    /// <summary>Answers younger than that are kept: a repeat of their command gets the same bytes.</summary>
    /// <value>Hours, 24-8,760. Default 48.</value>
    [Range(24, 8_760)]
    public int KeepHours { get; set; } = 48;

    /// <summary>How often the oldest are looked at.</summary>
    /// <value>Milliseconds, 1,000-3,600,000. Default 60,000.</value>
    [Range(1_000, 3_600_000)]
    public int EveryMs { get; set; } = 60_000;

    /// <summary>Most answers of one delete.</summary>
    /// <value>1-10,000. Default 500.</value>
    [Range(1, 10_000)]
    public int Step { get; set; } = 500;
}
