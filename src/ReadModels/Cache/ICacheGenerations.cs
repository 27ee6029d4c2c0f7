using MemberGrains.Interfaces.Operations;

namespace MemberGrains.ReadModels.Cache;

/// <summary>Who gives a center's cache its generations: a grain, by way of the composition.</summary>
public interface ICacheGenerations
{
    /// <summary>Leave to use the current generation; generation 0 while older leases still run.</summary>
    Task<CacheGenerationLease> LeaseAsync(string center, CancellationToken cancellation);

    /// <summary>Ends a generation if it is still the current one; returns when no lease on it is left.</summary>
    Task RetireAsync(string center, long generation, CancellationToken cancellation);

    /// <summary>Where a generation lives: the first home named for it; <see cref="CacheHome.None"/> if it is not the current one.</summary>
    Task<CacheHome> SettleAsync(string center, long generation, string home, CancellationToken cancellation);

    /// <summary>Returns when nobody uses, nor ever will, a generation that was settled before this call.</summary>
    Task RetireSettledAsync(string center, CancellationToken cancellation);
}
