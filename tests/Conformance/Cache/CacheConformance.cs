using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Cache;
using MemberGrains.Servers.Testing;
using MemberGrains.Testing;

namespace MemberGrains.Conformance.Cache;

/// <summary>What every center cache must do; a subclass opens the adapter.</summary>
public abstract class CacheConformance
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>How far before the end of a time a test stops: what passes by itself on a server's own clock.</summary>
    protected virtual TimeSpan Margin => TimeSpan.FromMilliseconds(1);

    /// <summary>An empty cache, with these times, and its clock.</summary>
    protected abstract Task<(ICenterCache Cache, Func<TimeSpan, Task> Pass, Func<DateTimeOffset> Now)> OpenAsync(CacheOptions options);

    private sealed record Stand(ICenterCache Cache, Func<TimeSpan, Task> Pass, Func<DateTimeOffset> Now, CacheOptions Options)
    {
        public IdentityKey Key { get; } = Some.Phone();

        public CacheEntry Entry(long version) => new(version, [(byte)version, 7], Now());

        public async Task<CacheRead> ReadAsync(long generation = 1) => await Cache.ReadAsync(Key, generation, None);

        public async Task<long> LeaseAsync(long generation = 1) => Assert.IsType<CacheRead.Miss>(await ReadAsync(generation)).Lease;

        public async Task<bool> FillAsync(long lease, long version, long generation = 1) =>
            await Cache.FillAsync(Key, generation, lease, Entry(version), None);

        public async Task<bool> PutAsync(long version, long generation = 1) =>
            await Cache.PutIfNewerAsync(Key, generation, Entry(version), None);

        public async Task<bool> RaiseAsync(long version, long generation = 1) =>
            await Cache.RaiseFloorsAsync([new IdentityVersion(Key, version)], generation, None);

        public async Task<long> HitAsync(long generation = 1) => Assert.IsType<CacheRead.Hit>(await ReadAsync(generation)).Entry.Version;
    }

    private async Task<Stand> StartAsync(CacheOptions? options = null)
    {
        options ??= new CacheOptions();
        var (cache, pass, now) = await OpenAsync(options);
        // Born before what the test writes.
        await cache.ReadAsync(Some.Phone(), 1, None);
        return new Stand(cache, pass, now, options);
    }

    [ServerFact]
    public async Task A_filled_key_is_a_hit_with_the_bytes_it_was_filled_with()
    {
        var stand = await StartAsync();
        var entry = stand.Entry(3);
        Assert.True(await stand.Cache.FillAsync(stand.Key, 1, await stand.LeaseAsync(), entry, None));
        var hit = Assert.IsType<CacheRead.Hit>(await stand.ReadAsync());
        Assert.Equal(3, hit.Entry.Version);
        Assert.Equal(entry.RelationJson.ToArray(), hit.Entry.RelationJson.ToArray());
        Assert.Equal(entry.NewestAt, hit.Entry.NewestAt);
    }

    [ServerFact]
    public async Task Reads_that_come_together_each_get_the_answer_of_their_own_key()
    {
        var stand = await StartAsync();
        IdentityKey[] keys = [.. Enumerable.Range(0, 300).Select(_ => Some.Phone())];
        for (int i = 0; i < keys.Length; i += 3) Assert.True(await stand.Cache.PutIfNewerAsync(keys[i], 1, stand.Entry(i + 1), None));
        await stand.Cache.RaiseFloorsAsync([.. Enumerable.Range(0, 100).Select(i => new IdentityVersion(keys[(3 * i) + 1], i + 1))], 1, None);

        var reads = await Task.WhenAll(keys.Select(key => stand.Cache.ReadAsync(key, 1, None).AsTask()));

        for (int i = 0; i < keys.Length; i += 3)
        {
            Assert.Equal(i + 1, Assert.IsType<CacheRead.Hit>(reads[i]).Entry.Version);
            var (floor, leases) = ((i / 3) + 1, reads[(i + 1)..(i + 3)].Select(read => Assert.IsType<CacheRead.Miss>(read)).ToArray());
            Assert.Equal([floor, 0], leases.Select(miss => miss.Floor));
            Assert.All(leases, miss => Assert.NotEqual(0, miss.Lease));
            Assert.True(await stand.Cache.FillAsync(keys[i + 1], 1, leases[0].Lease, stand.Entry(floor), None));
        }
    }

    [ServerFact]
    public async Task Only_one_of_those_who_miss_gets_the_fill_lease()
    {
        var stand = await StartAsync();
        Assert.NotEqual(0, await stand.LeaseAsync());
        Assert.Equal(0, await stand.LeaseAsync());
    }

    [ServerFact]
    public async Task A_lease_that_ran_out_goes_to_the_next_reader_and_fills_no_more()
    {
        var stand = await StartAsync();
        long first = await stand.LeaseAsync();
        await stand.Pass(stand.Options.FillLease);
        long second = await stand.LeaseAsync();
        Assert.NotEqual(0, second);
        Assert.False(await stand.FillAsync(first, 1));
        Assert.True(await stand.FillAsync(second, 1));
    }

    [ServerFact]
    public async Task Nobody_fills_without_a_lease()
    {
        var stand = await StartAsync();
        Assert.False(await stand.FillAsync(0, 1));
        Assert.False(await stand.FillAsync(12345, 1));
        Assert.IsType<CacheRead.Miss>(await stand.ReadAsync());
    }

    [ServerFact]
    public async Task A_lease_fills_once()
    {
        var stand = await StartAsync();
        long lease = await stand.LeaseAsync();
        Assert.True(await stand.FillAsync(lease, 1));
        Assert.False(await stand.FillAsync(lease, 2));
        Assert.Equal(1, await stand.HitAsync());
    }

    [ServerFact]
    public async Task A_floor_takes_the_value_below_it_away_and_says_what_no_source_may_fall_short_of()
    {
        var stand = await StartAsync();
        await stand.FillAsync(await stand.LeaseAsync(), 1);
        Assert.True(await stand.RaiseAsync(2));
        Assert.Equal(2, Assert.IsType<CacheRead.Miss>(await stand.ReadAsync()).Floor);
    }

    [ServerFact]
    public async Task A_floor_leaves_a_value_that_is_not_below_it()
    {
        var stand = await StartAsync();
        await stand.FillAsync(await stand.LeaseAsync(), 3);
        await stand.RaiseAsync(3);
        Assert.Equal(3, await stand.HitAsync());
        await stand.RaiseAsync(2);
        Assert.Equal(3, await stand.HitAsync());
    }

    [ServerFact]
    public async Task No_fill_can_resurrect_a_value_that_an_invalidation_has_passed()
    {
        // The reader read version 1, was slow, and the invalidation overtook it: its lease is gone.
        var stand = await StartAsync();
        long lease = await stand.LeaseAsync();
        await stand.RaiseAsync(2);
        Assert.False(await stand.FillAsync(lease, 1));
        // A new lease does not help a source that is behind.
        Assert.False(await stand.FillAsync(await stand.LeaseAsync(), 1));
        await stand.Pass(stand.Options.Lock - Margin);
        Assert.False(await stand.FillAsync(await stand.LeaseAsync(), 1));
        Assert.True(await stand.FillAsync(await stand.LeaseAsync(), 2));
        Assert.Equal(2, await stand.HitAsync());
    }

    [ServerFact]
    public async Task A_floor_stays_as_long_as_a_lease_that_was_taken_under_it()
    {
        var stand = await StartAsync();
        await stand.RaiseAsync(2);
        await stand.Pass(stand.Options.Lock - Margin);
        long lease = await stand.LeaseAsync();
        await stand.Pass(Margin + TimeSpan.FromMilliseconds(100));
        Assert.False(await stand.FillAsync(lease, 1));
    }

    [ServerFact]
    public async Task An_invalidation_ends_the_lease_even_of_a_reader_who_would_fill_the_new_version()
    {
        var stand = await StartAsync();
        long lease = await stand.LeaseAsync();
        await stand.RaiseAsync(2);
        Assert.False(await stand.FillAsync(lease, 2));
    }

    [ServerFact]
    public async Task The_projector_writes_what_is_newer_and_nothing_else()
    {
        var stand = await StartAsync();
        Assert.True(await stand.PutAsync(2));
        Assert.False(await stand.PutAsync(1));
        Assert.False(await stand.PutAsync(2));
        Assert.Equal(2, await stand.HitAsync());
        Assert.True(await stand.PutAsync(5));
        Assert.Equal(5, await stand.HitAsync());
    }

    [ServerFact]
    public async Task The_projector_brings_the_value_of_a_floor_but_none_below_it()
    {
        var stand = await StartAsync();
        await stand.RaiseAsync(3);
        Assert.False(await stand.PutAsync(2));
        Assert.True(await stand.PutAsync(3));
        Assert.Equal(3, await stand.HitAsync());
    }

    [ServerFact]
    public async Task What_the_projector_wrote_is_a_floor_for_fills()
    {
        var stand = await StartAsync(new CacheOptions { TimeToLive = TimeSpan.FromSeconds(1) });
        await stand.PutAsync(2);
        await stand.Pass(TimeSpan.FromSeconds(1));
        Assert.False(await stand.FillAsync(await stand.LeaseAsync(), 1));
    }

    [ServerFact]
    public async Task A_projectors_write_ends_the_lease_of_a_reader_who_read_before_it()
    {
        var stand = await StartAsync();
        long lease = await stand.LeaseAsync();
        await stand.PutAsync(2);
        Assert.False(await stand.FillAsync(lease, 1));
        Assert.Equal(2, await stand.HitAsync());
    }

    [ServerFact]
    public async Task A_value_ends_with_its_time_to_live()
    {
        var stand = await StartAsync(new CacheOptions { TimeToLive = TimeSpan.FromMinutes(1) });
        await stand.FillAsync(await stand.LeaseAsync(), 1);
        await stand.Pass(TimeSpan.FromMinutes(1) - Margin);
        Assert.Equal(1, await stand.HitAsync());
        await stand.Pass(Margin);
        Assert.IsType<CacheRead.Miss>(await stand.ReadAsync());
    }

    [ServerFact]
    public async Task A_change_of_generation_drops_all()
    {
        var stand = await StartAsync();
        var others = Enumerable.Range(0, 100).Select(_ => Some.UnionId()).ToList();
        foreach (var other in others) await stand.Cache.PutIfNewerAsync(other, 1, stand.Entry(1), None);
        await stand.Pass(TimeSpan.FromMilliseconds(1));
        foreach (var other in others) Assert.IsType<CacheRead.Miss>(await stand.Cache.ReadAsync(other, 2, None));
        foreach (var other in others) Assert.Null(await stand.Cache.PeekAsync(other, 2, None));
    }

    [ServerFact]
    public async Task An_old_generation_is_bypassed_and_takes_nothing()
    {
        var stand = await StartAsync();
        long lease = await stand.LeaseAsync(1);
        await stand.ReadAsync(2);
        Assert.IsType<CacheRead.Bypassed>(await stand.ReadAsync(1));
        Assert.False(await stand.FillAsync(lease, 1, 1));
        Assert.False(await stand.PutAsync(1, 1));
        Assert.False(await stand.RaiseAsync(1, 1));
        Assert.Null(await stand.Cache.PeekAsync(stand.Key, 1, None));
    }

    [ServerFact]
    public async Task Generation_zero_is_no_generation()
    {
        var stand = await StartAsync();
        Assert.IsType<CacheRead.Bypassed>(await stand.ReadAsync(0));
        Assert.False(await stand.PutAsync(1, 0));
        Assert.False(await stand.RaiseAsync(1, 0));
    }

    [ServerFact]
    public async Task A_generation_takes_no_value_that_was_the_newest_only_before_its_birth()
    {
        // Floors of the generation before are forgotten: such a value could be below one of them.
        var stand = await StartAsync();
        await stand.RaiseAsync(7, 1);
        var old = stand.Entry(6);
        await stand.Pass(TimeSpan.FromMilliseconds(1));
        long lease = await stand.LeaseAsync(2);
        Assert.False(await stand.Cache.FillAsync(stand.Key, 2, lease, old, None));
        Assert.False(await stand.Cache.PutIfNewerAsync(stand.Key, 2, old, None));
        Assert.Equal(6, Assert.IsType<CacheRead.Miss>(await stand.ReadAsync(2)).Floor);
        Assert.True(await stand.FillAsync(await NextLeaseAsync(stand, 2), 7, 2));
    }

    [ServerFact]
    public async Task Looking_takes_no_lease()
    {
        var stand = await StartAsync();
        Assert.Null(await stand.Cache.PeekAsync(stand.Key, 1, None));
        Assert.NotEqual(0, await stand.LeaseAsync());
        await stand.PutAsync(4);
        Assert.Equal(4, (await stand.Cache.PeekAsync(stand.Key, 1, None))!.Version);
    }

    [ServerFact]
    public async Task All_floors_of_a_command_are_raised_at_once()
    {
        var stand = await StartAsync();
        ImmutableArray<IdentityVersion> floors = [.. Enumerable.Range(1, 16).Select(version => new IdentityVersion(Some.Card(), version))];
        Assert.True(await stand.Cache.RaiseFloorsAsync(floors, 1, None));
        foreach (var floor in floors)
            Assert.Equal(floor.Version, Assert.IsType<CacheRead.Miss>(await stand.Cache.ReadAsync(floor.Identity, 1, None)).Floor);
    }

    private static async Task<long> NextLeaseAsync(Stand stand, long generation)
    {
        await stand.Pass(stand.Options.FillLease);
        return await stand.LeaseAsync(generation);
    }
}
