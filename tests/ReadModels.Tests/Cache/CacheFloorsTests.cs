using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.Interfaces.Operations;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Diagnostics;
using MemberGrains.ReadModels.Embedded.Cache;
using MemberGrains.ReadModels.Tests.World;
using MemberGrains.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace MemberGrains.ReadModels.Tests.Cache;

public sealed class CacheFloorsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>A cache that can be made to take no floors.</summary>
    private sealed class Unreliable(ICenterCache inner) : ICenterCache
    {
        public Func<bool>? Floors { get; set; }

        public string Center => inner.Center;

        public ValueTask<CacheRead> ReadAsync(IdentityKey key, long generation, CancellationToken cancellation) => inner.ReadAsync(key, generation, cancellation);

        public ValueTask<CacheEntry?> PeekAsync(IdentityKey key, long generation, CancellationToken cancellation) => inner.PeekAsync(key, generation, cancellation);

        public ValueTask<bool> FillAsync(IdentityKey key, long generation, long lease, CacheEntry entry, CancellationToken cancellation) =>
            inner.FillAsync(key, generation, lease, entry, cancellation);

        public ValueTask<bool> PutIfNewerAsync(IdentityKey key, long generation, CacheEntry entry, CancellationToken cancellation) =>
            inner.PutIfNewerAsync(key, generation, entry, cancellation);

        public ValueTask<bool> RaiseFloorsAsync(ImmutableArray<IdentityVersion> floors, long generation, CancellationToken cancellation) =>
            Floors is { } floor ? new(floor()) : inner.RaiseFloorsAsync(floors, generation, cancellation);
    }

    private static void Run(Func<VirtualThread, MemoryGenerations, Unreliable, CacheGenerationClient, Task> test) => VirtualThread.Run(async thread =>
    {
        var generations = new MemoryGenerations(thread.Time);
        var cache = new Unreliable(new EmbeddedCenterCache("a", new CacheOptions(), thread.Time, new ReadModelMetrics()));
        await using var client = new CacheGenerationClient("a", generations, thread.Time, NullLogger<CacheGenerationClient>.Instance);
        await client.StartAsync(None);
        await client.WaitUsableAsync(None);
        await test(thread, generations, cache, client);
    });

    [Fact]
    public void Floors_are_raised_at_once_and_no_generation_is_lost_for_it() => Run(async (thread, generations, cache, client) =>
    {
        var key = Some.Phone();
        var before = thread.Time.GetUtcNow();
        await new CacheFloors(cache, client).RaiseAsync([new IdentityVersion(key, 4)], None);
        Assert.Equal(before, thread.Time.GetUtcNow());
        Assert.Equal(4, Assert.IsType<CacheRead.Miss>(await cache.ReadAsync(key, client.Usable, None)).Floor);
        Assert.Equal(0, generations.Retired);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void When_the_cache_takes_no_floor_its_generation_is_used_by_nobody_before_the_answer_leaves(bool throws) => Run(async (thread, generations, cache, client) =>
    {
        var key = Some.Phone();
        long old = client.Usable;
        await using var other = new CacheGenerationClient("a", generations, thread.Time, NullLogger<CacheGenerationClient>.Instance);
        await other.StartAsync(None);
        await other.WaitUsableAsync(None);
        await cache.PutIfNewerAsync(key, old, new CacheEntry(3, [1], thread.Time.GetUtcNow()), None);
        cache.Floors = () => throws ? throw new TimeoutException() : false;
        await new CacheFloors(cache, client).RaiseAsync([new IdentityVersion(key, 4)], None);
        Assert.False(client.IsUsable(old));
        Assert.False(other.IsUsable(old));
        long next = await other.WaitUsableAsync(None);
        Assert.True(next > old);
        Assert.IsType<CacheRead.Miss>(await cache.ReadAsync(key, next, None));
    });

    [Fact]
    public void A_floor_that_was_raised_after_the_lease_had_run_out_does_not_count() => Run(async (thread, generations, cache, client) =>
    {
        long old = client.Usable;
        cache.Floors = () =>
        {
            // The process stood still in this call for longer than its lease.
            thread.Time.Pass(TimeSpan.FromSeconds(2));
            return true;
        };
        await new CacheFloors(cache, client).RaiseAsync([new IdentityVersion(Some.Phone(), 4)], None);
        Assert.False(client.IsUsable(old));
        Assert.True(await client.WaitUsableAsync(None) > old);
        Assert.Equal(1, generations.Retired);
    });

    [Fact]
    public void A_command_that_changed_nothing_needs_no_cache() => Run(async (_, generations, cache, client) =>
    {
        cache.Floors = () => false;
        await new CacheFloors(cache, client).RaiseAsync([], None);
        Assert.Equal(0, generations.Retired);
    });

    [Fact]
    public void While_a_server_is_away_and_no_generation_has_a_home_commands_do_not_wait_for_leases() => Run(async (thread, generations, cache, _) =>
    {
        await using var client = new CacheGenerationClient("a", generations, thread.Time, NullLogger<CacheGenerationClient>.Instance, settles: true);
        await client.StartAsync(None);
        long generation = await client.WaitUsableAsync(None);
        var before = thread.Time.GetUtcNow();
        cache.Floors = () => false;
        await new CacheFloors(cache, client).RaiseAsync([new IdentityVersion(Some.Phone(), 4)], None);
        Assert.Equal(before, thread.Time.GetUtcNow());
        Assert.Equal(0, generations.Retired);

        // Once it has one, somebody may read there: the floors that are missing end it.
        await generations.SettleAsync("a", generation, "run", None);
        await new CacheFloors(cache, client).RaiseAsync([new IdentityVersion(Some.Phone(), 4)], None);
        Assert.False(client.IsUsable(generation));
        Assert.Equal(CacheHome.None, await generations.SettleAsync("a", generation, "run", None));
        Assert.True(await client.WaitUsableAsync(None) > generation);
    });
}
