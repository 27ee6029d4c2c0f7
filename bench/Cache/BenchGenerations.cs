using MemberGrains.Interfaces.Operations;
using MemberGrains.ReadModels.Cache;

namespace MemberGrains.Bench.Cache;

/// <summary>One generation, at home wherever it is used.</summary>
internal sealed class BenchGenerations : ICacheGenerations
{
    public const long Generation = 1;

    public Task<CacheGenerationLease> LeaseAsync(string center, CancellationToken cancellation) => Task.FromResult(new CacheGenerationLease(Generation, 1_000));

    public Task RetireAsync(string center, long generation, CancellationToken cancellation) => Task.CompletedTask;

    public Task<CacheHome> SettleAsync(string center, long generation, string home, CancellationToken cancellation) =>
        Task.FromResult(new CacheHome(home, DateTimeOffset.UnixEpoch));

    public Task RetireSettledAsync(string center, CancellationToken cancellation) => Task.CompletedTask;
}
