using MemberGrains.Interfaces.Operations;

namespace MemberGrains.Interfaces;

/// <summary>
/// The generation of one center's cache, keyed by the center's name. Nobody uses the cache without a lease on the
/// current generation; a new one is given only when every lease on older ones has run out, so no reader is left on a
/// generation whose floors may be lost.
/// </summary>
[Alias("mg.ICacheGenerationGrain")]
public interface ICacheGenerationGrain : IGrainWithStringKey
{
    /// <summary>Leave to use the current generation; generation 0 while older leases still run.</summary>
    [Alias("Lease")]
    Task<CacheGenerationLease> LeaseAsync(CancellationToken cancellation = default);

    /// <summary>
    /// Ends <paramref name="generation"/> (if it is still the current one) because its floors may be incomplete:
    /// returns when no lease on it is left.
    /// </summary>
    [Alias("Retire")]
    Task RetireAsync(long generation, CancellationToken cancellation = default);

    /// <summary>
    /// Where <paramref name="generation"/> lives: for a cache kept by a server. The first to name a home decides it, and who
    /// finds itself at another may not use the generation there: floors raised at one are not known at the other.
    /// </summary>
    [Alias("Settle")]
    Task<CacheHome> SettleAsync(long generation, string home, CancellationToken cancellation = default);

    /// <summary>
    /// For a cache kept by a server: returns when nobody uses, nor ever will, a generation that was settled before this
    /// call. At once when the current one has no home yet: nobody has used it, and its birth will be later than this call.
    /// </summary>
    [Alias("RetireSettled")]
    Task RetireSettledAsync(CancellationToken cancellation = default);
}
