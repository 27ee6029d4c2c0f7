using System.Globalization;
using MemberGrains.ReadModels.Cache;
using MemberGrains.Servers;
using MemberGrains.Servers.Redis;
using MemberGrains.Servers.Testing;
using MemberGrains.Testing;

namespace MemberGrains.Integration.Tests.Redis;

[Needs(Server.Redis)]
public sealed class SentinelTests(CacheCluster cluster) : IClassFixture<CacheCluster>, IAsyncLifetime
{
    private const string Service = "members";
    private readonly List<IAsyncDisposable> _open = [];
    private RedisServer _primary = null!;
    private RedisServer _replica = null!;
    private RedisPlace _place = null!;

    public async Task InitializeAsync()
    {
        if (ServerPrograms.WhyMissing(Server.Redis) is not null) return;
        _primary = Opened(await RedisServer.StartNewAsync(new RedisOptions { Password = "secret" }));
        _replica = Opened(await RedisServer.StartNewAsync(new RedisOptions { Password = "secret", ReplicaOf = _primary.Port }));
        await Eventually.TrueAsync(async () => (await _replica.AskAsync(default, "INFO", "replication")).Contains("master_link_status:up", StringComparison.Ordinal));
        var sentinels = new List<RedisSentinel>();
        for (int i = 0; i < 3; i++) sentinels.Add(Opened(await RedisSentinel.StartNewAsync(Service, _primary, quorum: 2)));
        foreach (var sentinel in sentinels)
        {
            await Eventually.TrueAsync(async () => (await sentinel.AskAsync(default, "SENTINEL", "MASTER", Service)).Contains("num-other-sentinels\n2", StringComparison.Ordinal)
                && (await sentinel.AskAsync(default, "SENTINEL", "REPLICAS", Service)).Contains(_replica.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        _place = new RedisPlace([.. sentinels.Select(sentinel => sentinel.Port)], "secret", "mg", Service);
    }

    public async Task DisposeAsync()
    {
        for (int i = _open.Count - 1; i >= 0; i--) await _open[i].DisposeAsync();
    }

    [ServerFact]
    public async Task After_a_failover_the_new_primary_is_used_under_a_new_generation()
    {
        await using var gateway = await CacheUser.StartAsync(cluster.Generations, _place);
        var key = Some.Phone();
        Assert.True(await gateway.PutAsync(key, 1));
        long before = gateway.Generations.Usable;
        // What the replica has is not relied on: a floor of the last moment may be missing there.
        await Eventually.TrueAsync(async () => (await _replica.AskAsync(default, "KEYS", $"mg:a:{before}:*")).Contains(key.Text, StringComparison.Ordinal));

        await _primary.KillAsync();

        await gateway.WorkingAsync(before);
        Assert.IsType<CacheRead.Miss>(await gateway.ReadAsync(key));
        Assert.Contains("role:master", await _replica.AskAsync(default, "INFO", "replication"), StringComparison.Ordinal);
    }

    [ServerFact]
    public async Task An_old_primary_that_hung_is_not_called_again_when_it_goes_on()
    {
        await using var gateway = await CacheUser.StartAsync(cluster.Generations, _place);
        await using var other = await CacheUser.StartAsync(cluster.Generations, _place);
        var key = Some.Phone();
        long before = gateway.Generations.Usable;

        await _primary.FreezeAsync();
        await gateway.WorkingAsync(before);
        await other.WorkingAsync(before);
        _primary.Thaw();
        await gateway.RaiseAsync(key, 7);

        // It may believe for a while that it is primary still; nobody asks it.
        Assert.Equal(7, Assert.IsType<CacheRead.Miss>(await other.ReadAsync(key)).Floor);
        Assert.Equal("7", await _replica.AskAsync(default, "GET", $"mg:a:{gateway.Generations.Usable}:{{{key.Text}}}:f"));
    }

    private T Opened<T>(T opened)
        where T : IAsyncDisposable
    {
        _open.Add(opened);
        return opened;
    }
}
