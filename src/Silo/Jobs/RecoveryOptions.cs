using System.ComponentModel.DataAnnotations;

namespace MemberGrains.Silo.Jobs;

/// <summary>How soon what a crash left unfinished is finished.</summary>
public sealed class RecoveryOptions
{
    /// <summary>How often the index of unfinished rows is read.</summary>
    /// <value>Milliseconds, 100-60,000. Default 2,000.</value>
    [Range(100, 60_000)]
    public int EveryMs { get; set; } = 2_000;

    /// <summary>Rows younger than that are left to those who work on them.</summary>
    /// <value>Milliseconds, 10-60,000. Default 1,000.</value>
    [Range(10, 60_000)]
    public int OlderThanMs { get; set; } = 1_000;

    /// <summary>Most rows of one run, oldest first.</summary>
    /// <value>1-100,000. Default 10,000.</value>
    [Range(1, 100_000)]
    public int Limit { get; set; } = 10_000;

    /// <summary>Identities woken at once.</summary>
    /// <value>1-1,000. Default 32.</value>
    [Range(1, 1_000)]
    public int AtOnce { get; set; } = 32;

    /// <summary>
    /// How long the job waits for one identity; it works on even if nobody waits. A call lost on its way costs this and one
    /// pause until the next, and both together must leave room in the 5 s that recovery may take.
    /// </summary>
    /// <value>Milliseconds, 100-60,000. Default 2,000.</value>
    [Range(100, 60_000)]
    public int WakeTimeoutMs { get; set; } = 2_000;
}
