using MemberGrains.ReadModels.Cache;
using MemberGrains.Servers;
using MemberGrains.Servers.Testing;
using MemberGrains.Testing;

namespace MemberGrains.Integration.Tests.Redis;

[Needs(Server.Redis)]
public sealed class TwoGatewaysTests(RedisFixture redis, CacheCluster cluster) : IClassFixture<RedisFixture>, IClassFixture<CacheCluster>
{
    [ServerFact]
    public async Task What_one_gateway_fills_the_other_reads_and_only_one_of_them_may_fill()
    {
        await using var first = await CacheUser.StartAsync(cluster.Generations, RedisPlace.Of(redis.Server));
        await using var second = await CacheUser.StartAsync(cluster.Generations, RedisPlace.Of(redis.Server));
        var key = Some.Phone();

        long lease = Assert.IsType<CacheRead.Miss>(await first.ReadAsync(key)).Lease;
        Assert.Equal(0, Assert.IsType<CacheRead.Miss>(await second.ReadAsync(key)).Lease);
        Assert.True(await first.Cache.FillAsync(key, first.Generations.Usable, lease, CacheUser.Entry(3), default));

        Assert.Equal(3, Assert.IsType<CacheRead.Hit>(await second.ReadAsync(key)).Entry.Version);
    }

    [ServerFact]
    public async Task A_floor_that_one_gateway_raised_holds_for_the_reader_of_the_other()
    {
        await using var first = await CacheUser.StartAsync(cluster.Generations, RedisPlace.Of(redis.Server));
        await using var second = await CacheUser.StartAsync(cluster.Generations, RedisPlace.Of(redis.Server));
        var key = Some.Phone();
        Assert.True(await first.PutAsync(key, 1));
        Assert.IsType<CacheRead.Hit>(await second.ReadAsync(key));

        await first.RaiseAsync(key, 2);

        var miss = Assert.IsType<CacheRead.Miss>(await second.ReadAsync(key));
        Assert.Equal(2, miss.Floor);
        Assert.False(await second.Cache.FillAsync(key, second.Generations.Usable, miss.Lease, CacheUser.Entry(1), default));
    }

    [ServerFact]
    public async Task A_process_that_starts_later_joins_the_generation_of_the_others()
    {
        await using var first = await CacheUser.StartAsync(cluster.Generations, RedisPlace.Of(redis.Server));
        var key = Some.Phone();
        Assert.True(await first.PutAsync(key, 4));
        long generation = first.Generations.Usable;

        await using var second = await CacheUser.StartAsync(cluster.Generations, RedisPlace.Of(redis.Server));

        Assert.Equal(generation, second.Generations.Usable);
        Assert.Equal(4, Assert.IsType<CacheRead.Hit>(await second.ReadAsync(key)).Entry.Version);
    }
}
