using MemberGrains.Interfaces.Operations;

namespace MemberGrains.ReadModels.Cache;

/// <summary>Who gives a center's cache its generations: a grain, by way of the composition.</summary>
public interface ICacheGenerations
{
    /// <summary>Leave to use the current generation; generation 0 while older leases still run.</summary>
    Task<CacheGenerationLease> LeaseAsync(string center, CancellationToken cancellation);

    /// <summary>Ends a generation if it is still the current one; returns when no lease on it is left.</summary>
    Task RetireAsync(string center, long generation, CancellationToken cancellation);
}
