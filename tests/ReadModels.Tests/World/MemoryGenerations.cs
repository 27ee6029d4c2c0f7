using MemberGrains.Interfaces.Operations;
using MemberGrains.ReadModels.Cache;

namespace MemberGrains.ReadModels.Tests.World;

/// <summary>Generations as the grain gives them: leases of a second, a new one when all on the old have run out.</summary>
internal sealed class MemoryGenerations(TimeProvider time) : ICacheGenerations
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, State> _centers = new() { ["a"] = new(), ["b"] = new() };

    public int Retired => _centers.Values.Sum(state => (int)state.Generation - 1);

    public async Task<CacheGenerationLease> LeaseAsync(string center, CancellationToken cancellation)
    {
        await Task.Yield();
        var state = _centers[center];
        if (state.RetiredUntil is { } until)
        {
            if (time.GetUtcNow() < until) return new CacheGenerationLease(0, 50);
            state.Generation++;
            state.RetiredUntil = null;
        }

        state.LeasedUntil = time.GetUtcNow() + Lease;
        return new CacheGenerationLease(state.Generation, (int)Lease.TotalMilliseconds);
    }

    public async Task RetireAsync(string center, long generation, CancellationToken cancellation)
    {
        var state = _centers[center];
        if (generation != state.Generation) return;
        state.RetiredUntil ??= state.LeasedUntil;
        while (state.Generation == generation && time.GetUtcNow() < state.RetiredUntil)
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellation);
    }

    public Task<CacheHome> SettleAsync(string center, long generation, string home, CancellationToken cancellation)
    {
        var state = _centers[center];
        if (generation != state.Generation || state.RetiredUntil is not null) return Task.FromResult(CacheHome.None);
        if (!state.Homes.TryGetValue(generation, out var known)) state.Homes.Add(generation, known = new CacheHome(home, time.GetUtcNow()));
        return Task.FromResult(known);
    }

    public async Task RetireSettledAsync(string center, CancellationToken cancellation)
    {
        var state = _centers[center];
        if (state.Homes.ContainsKey(state.Generation)) await RetireAsync(center, state.Generation, cancellation);
    }

    private sealed class State
    {
        public long Generation { get; set; } = 1;

        public Dictionary<long, CacheHome> Homes { get; } = [];

        public DateTimeOffset LeasedUntil { get; set; }

        public DateTimeOffset? RetiredUntil { get; set; }
    }
}
