using MemberGrains.Interfaces.Identities;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Diagnostics;
using MemberGrains.ReadModels.Embedded.Cache;
using MemberGrains.Testing;

namespace MemberGrains.Conformance.Cache;

/// <summary>The cache in memory.</summary>
public sealed class EmbeddedCacheConformance : CacheConformance
{
    /// <inheritdoc/>
    protected override Task<(ICenterCache Cache, Func<TimeSpan, Task> Pass, Func<DateTimeOffset> Now)> OpenAsync(CacheOptions options)
    {
        var time = new VirtualTime();
        ICenterCache cache = new EmbeddedCenterCache("a", options, time, new ReadModelMetrics());
        return Task.FromResult<(ICenterCache, Func<TimeSpan, Task>, Func<DateTimeOffset>)>((cache, Pass, time.GetUtcNow));

        Task Pass(TimeSpan span)
        {
            time.Pass(span);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Memory_is_bounded_and_what_is_read_stays_longest()
    {
        var time = new VirtualTime();
        var cache = new EmbeddedCenterCache("a", new CacheOptions { Capacity = 640 * 1024, TimeToLive = TimeSpan.FromDays(7) }, time, new ReadModelMetrics());
        var popular = Some.Phone();
        await PutAsync(cache, popular, 1, time);
        time.Pass(TimeSpan.FromSeconds(10));
        for (int i = 0; i < 5_000; i++)
        {
            await PutAsync(cache, Some.Phone(), 1, time);
            time.Pass(TimeSpan.FromSeconds(10));
            Assert.IsType<CacheRead.Hit>(await cache.ReadAsync(popular, 1, CancellationToken.None));
        }

        Assert.InRange(cache.Size, 1, 700 * 1024);
        Assert.InRange(cache.Count, 100, 1_000);
    }

    [Fact]
    public async Task A_live_floor_is_never_evicted_whatever_the_memory()
    {
        var time = new VirtualTime();
        var options = new CacheOptions { Capacity = 64 * 1024 };
        var cache = new EmbeddedCenterCache("a", options, time, new ReadModelMetrics());
        var keys = Enumerable.Range(0, 3_000).Select(_ => Some.UnionId()).ToList();
        foreach (var key in keys) Assert.True(await cache.RaiseFloorsAsync([new(key, 2)], 1, CancellationToken.None));
        foreach (var key in keys)
        {
            long lease = Assert.IsType<CacheRead.Miss>(await cache.ReadAsync(key, 1, CancellationToken.None)).Lease;
            Assert.False(await cache.FillAsync(key, 1, lease, new CacheEntry(1, [1], time.GetUtcNow()), CancellationToken.None));
        }

        time.Pass(options.Lock + options.FillLease);
        for (int i = 0; i < 3_000; i++) await PutAsync(cache, Some.UnionId(), 1, time, TimeSpan.FromSeconds(10));
        Assert.InRange(cache.Size, 1, 64 * 1024 * 2);
    }

    private static async Task PutAsync(EmbeddedCenterCache cache, IdentityKey key, long version, VirtualTime time, TimeSpan pass = default)
    {
        Assert.True(await cache.PutIfNewerAsync(key, 1, new CacheEntry(version, [.. new byte[500]], time.GetUtcNow()), CancellationToken.None));
        time.Pass(pass);
    }
}
