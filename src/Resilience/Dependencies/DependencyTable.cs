namespace MemberGrains.Resilience.Dependencies;

/// <summary>
/// Every time-out, retry and breaker of the adapters, in one place; configuration section <c>Dependencies</c>, for
/// example <c>Dependencies:CacheCall:TimeoutMs</c>.
/// </summary>
/// <remarks>
/// A write whose fate is not known is never repeated here: retries serve faults of which the adapter says that nothing
/// was done, or that doing it again changes nothing.
/// </remarks>
public sealed class DependencyTable
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Dependencies";

    /// <summary>A commit that no away replica acknowledges hangs: its fate is then unknown. Only what was rolled back for certain (a deadlock) is repeated.</summary>
    public DependencyOptions RecordCommit { get; set; } = new() { TimeoutMs = 3_000, Retries = 3, FirstRetryMs = 5, LongestRetryMs = 100 };

    /// <summary>A strong read waits for it: one repeat bridges a connection that has died.</summary>
    public DependencyOptions RecordRead { get; set; } = new() { TimeoutMs = 1_500, Retries = 1, FirstRetryMs = 10, LongestRetryMs = 100 };

    /// <summary>Never repeated: the primary, or the grain, is the next source.</summary>
    public DependencyOptions ReplicaRead { get; set; } = new() { TimeoutMs = 300 };

    /// <summary>Background work comes round again by itself.</summary>
    public DependencyOptions RecordJob { get; set; } = new() { TimeoutMs = 5_000, Retries = 1, FirstRetryMs = 50, LongestRetryMs = 500 };

    /// <summary>Repeated by whoever keeps the connection, at its own pace.</summary>
    public DependencyOptions RecordConnect { get; set; } = new() { TimeoutMs = 2_000, BreakerMinimum = 3 };

    /// <summary>The relay repeats, with the same number.</summary>
    public DependencyOptions BrokerPublish { get; set; } = new() { TimeoutMs = 5_000 };

    /// <summary>Repeated by whoever keeps the connection, at its own pace.</summary>
    public DependencyOptions BrokerSetup { get; set; } = new() { TimeoutMs = 10_000, BreakerMinimum = 3 };

    /// <summary>Never repeated: a cache that is slow is worse than none. It is asked again soon.</summary>
    public DependencyOptions CacheCall { get; set; } = new() { TimeoutMs = 200, BreakerMinimum = 20, BreakerWindowMs = 2_000, BreakerPauseMs = 500 };

    /// <summary>The other center's cluster is the next source.</summary>
    public DependencyOptions SearchQuery { get; set; } = new() { TimeoutMs = 1_000, Retries = 1, FirstRetryMs = 20, LongestRetryMs = 200 };

    /// <summary>External versions make a repeat harmless; 429 and 503 ask for patience.</summary>
    public DependencyOptions SearchBulk { get; set; } = new() { TimeoutMs = 15_000, Retries = 5, FirstRetryMs = 100, LongestRetryMs = 5_000 };

    /// <summary>Slow by nature.</summary>
    public DependencyOptions SearchAdmin { get; set; } = new() { TimeoutMs = 30_000, Retries = 2, FirstRetryMs = 200, LongestRetryMs = 2_000 };

    /// <summary>The row of a call.</summary>
    public DependencyOptions Of(DependencyCall call) => call switch
    {
        DependencyCall.RecordCommit => RecordCommit,
        DependencyCall.RecordRead => RecordRead,
        DependencyCall.ReplicaRead => ReplicaRead,
        DependencyCall.RecordJob => RecordJob,
        DependencyCall.RecordConnect => RecordConnect,
        DependencyCall.BrokerPublish => BrokerPublish,
        DependencyCall.BrokerSetup => BrokerSetup,
        DependencyCall.CacheCall => CacheCall,
        DependencyCall.SearchQuery => SearchQuery,
        DependencyCall.SearchBulk => SearchBulk,
        DependencyCall.SearchAdmin => SearchAdmin,
        _ => throw new ArgumentOutOfRangeException(nameof(call), call, "No such dependency call."),
    };
}
