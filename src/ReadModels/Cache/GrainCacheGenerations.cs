using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Operations;

namespace MemberGrains.ReadModels.Cache;

/// <summary>Generations as the cluster's grain of each center gives them.</summary>
/// <param name="grains">The grain of a center: <c>center => factory.GetGrain&lt;ICacheGenerationGrain&gt;(center)</c>.</param>
public sealed class GrainCacheGenerations(Func<string, ICacheGenerationGrain> grains) : ICacheGenerations
{
    /// <inheritdoc/>
    public Task<CacheGenerationLease> LeaseAsync(string center, CancellationToken cancellation) =>
        grains(center).LeaseAsync(cancellation);

    /// <inheritdoc/>
    public Task RetireAsync(string center, long generation, CancellationToken cancellation) =>
        grains(center).RetireAsync(generation, cancellation);

    /// <inheritdoc/>
    public Task<CacheHome> SettleAsync(string center, long generation, string home, CancellationToken cancellation) =>
        grains(center).SettleAsync(generation, home, cancellation);

    /// <inheritdoc/>
    public Task RetireSettledAsync(string center, CancellationToken cancellation) =>
        grains(center).RetireSettledAsync(cancellation);
}
