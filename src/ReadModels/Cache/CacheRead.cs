namespace MemberGrains.ReadModels.Cache;

/// <summary>What the cache says of a key. Closed: one of the nested records.</summary>
public abstract record CacheRead
{
    private CacheRead()
    {
    }

    /// <summary>A value that no known floor has passed.</summary>
    public sealed record Hit(CacheEntry Entry) : CacheRead;

    /// <summary>
    /// No usable value. <paramref name="Floor"/> is the version below which no source may answer (0: none known);
    /// <paramref name="Lease"/> lets this reader fill the key, 0 while another reader holds the lease.
    /// </summary>
    public sealed record Miss(long Floor, long Lease) : CacheRead
    {
        /// <summary>
        /// UTC: birth of the generation. Floors known before are forgotten, so a source that shows the state of an
        /// earlier time (a replica that lags) may not answer a bounded read either, whatever version it has.
        /// </summary>
        public DateTimeOffset NotBefore { get; init; }
    }

    /// <summary>The cache may not be used: unreachable, another generation, or its backlog is not applied.</summary>
    public sealed record Bypassed : CacheRead
    {
        /// <summary>There is nothing to tell two of them apart by.</summary>
        public static Bypassed Instance { get; } = new();
    }
}
