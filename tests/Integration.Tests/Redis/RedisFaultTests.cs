using MemberGrains.ReadModels.Cache;
using MemberGrains.Servers;
using MemberGrains.Servers.Redis;
using MemberGrains.Servers.Testing;
using MemberGrains.Testing;

namespace MemberGrains.Integration.Tests.Redis;

/// <summary>A server of its own for every test: each of them kills or freezes it.</summary>
[Needs(Server.Redis)]
public sealed class RedisFaultTests(CacheCluster cluster) : IClassFixture<CacheCluster>, IAsyncLifetime
{
    private readonly List<IAsyncDisposable> _open = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        for (int i = _open.Count - 1; i >= 0; i--) await _open[i].DisposeAsync();
    }

    [ServerFact]
    public async Task A_server_killed_and_started_anew_gets_a_new_generation_that_admits_nothing_older()
    {
        var (server, gateway, _) = await StartAsync(new RedisOptions { Password = "secret" });
        var key = Some.Phone();
        var old = CacheUser.Entry(1);
        await gateway.RaiseAsync(key, 2);
        long before = gateway.Generations.Usable;

        await server.RestartAsync();

        long after = await gateway.WorkingAsync(before);
        // The floor is forgotten, so a source must show a time after it was raised.
        var miss = Assert.IsType<CacheRead.Miss>(await gateway.ReadAsync(key));
        Assert.True(miss.NotBefore > old.NewestAt);
        Assert.False(await gateway.Cache.FillAsync(key, after, miss.Lease, old, default));
        Assert.IsType<CacheRead.Bypassed>(await gateway.ReadAsync(key, before));
    }

    [ServerFact]
    public async Task What_a_server_kept_over_its_restart_is_not_read_again()
    {
        // Its log lacks the last second: floors that it had taken are gone, values below them are there.
        var (server, gateway, other) = await StartAsync(new RedisOptions { Password = "secret", KeepsKeys = true, Settings = new Dictionary<string, string> { ["appendfsync"] = "always" } });
        var key = Some.Phone();
        Assert.True(await gateway.PutAsync(key, 1));
        long before = gateway.Generations.Usable;

        await server.RestartAsync();

        Assert.Contains("{" + key.Text + "}", await server.AskAsync(default, "KEYS", $"mg:a:{before}:*"), StringComparison.Ordinal);
        Assert.IsNotType<CacheRead.Hit>(await other.ReadAsync(key));
        await gateway.WorkingAsync(before);
        await other.WorkingAsync(before);
        Assert.IsType<CacheRead.Miss>(await gateway.ReadAsync(key));
        Assert.IsType<CacheRead.Miss>(await other.ReadAsync(key));
    }

    [ServerFact]
    public async Task While_the_server_hangs_reads_are_bypassed_in_time_and_it_is_used_again_when_it_goes_on()
    {
        var (server, gateway, _) = await StartAsync(new RedisOptions { Password = "secret" });
        var key = Some.Phone();
        Assert.True(await gateway.PutAsync(key, 1));
        await server.FreezeAsync();

        long began = TimeProvider.System.GetTimestamp();
        Assert.IsType<CacheRead.Bypassed>(await gateway.ReadAsync(key, gateway.Generations.Usable));
        Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMilliseconds(10 * CacheUser.CallTimeoutMs));
        await Assert.ThrowsAsync<CacheUnavailableException>(() => gateway.PutAsync(key, 2));

        server.Thaw();

        // Nothing was lost and no command was answered meanwhile: the generation is the same, and so is the value.
        await Eventually.TrueAsync(async () => await gateway.ReadAsync(key) is CacheRead.Hit);
    }

    [ServerTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_command_whose_floors_can_not_be_raised_is_answered_when_nobody_uses_the_generation(bool hangs)
    {
        var (server, gateway, other) = await StartAsync(new RedisOptions { Password = "secret" });
        var key = Some.Phone();
        Assert.True(await gateway.PutAsync(key, 1));
        Assert.IsType<CacheRead.Hit>(await other.ReadAsync(key));
        long before = gateway.Generations.Usable;
        if (hangs) await server.FreezeAsync();
        else await server.KillAsync();

        await gateway.RaiseAsync(key, 2);

        Assert.False(gateway.Generations.IsUsable(before));
        Assert.False(other.Generations.IsUsable(before));
        // Nobody has used the next one, so the next commands do not wait for anybody's lease: not the quickest of a few, whatever
        // else the machine does.
        await gateway.Generations.WaitUsableAsync(default);
        var quickest = TimeSpan.MaxValue;
        for (int version = 3; version < 6; version++)
        {
            long began = TimeProvider.System.GetTimestamp();
            await gateway.RaiseAsync(key, version);
            if (TimeProvider.System.GetElapsedTime(began) is var took && took < quickest) quickest = took;
        }

        Assert.True(quickest < TimeSpan.FromMilliseconds(900), $"{quickest}");

        if (hangs) server.Thaw();
        else await server.StartAsync();
        await other.WorkingAsync(before);
        Assert.IsType<CacheRead.Miss>(await other.ReadAsync(key));
    }

    [ServerFact]
    public async Task A_command_answered_while_the_server_hung_is_not_undone_by_what_the_server_still_holds()
    {
        var (server, gateway, other) = await StartAsync(new RedisOptions { Password = "secret" });
        var key = Some.Phone();
        Assert.True(await other.PutAsync(key, 1));
        await server.FreezeAsync();
        await gateway.RaiseAsync(key, 2);

        server.Thaw();

        await other.WorkingAsync();
        var read = await other.ReadAsync(key);
        Assert.True(read is CacheRead.Miss, $"{read} after version 2 was acknowledged");
    }

    [ServerFact]
    public async Task A_server_that_may_evict_floors_is_not_used()
    {
        var (server, gateway, _) = await StartAsync(new RedisOptions { Password = "secret" });
        long generation = gateway.Generations.Usable;
        await server.AskAsync(default, "CONFIG", "SET", "maxmemory", "100mb");
        await server.AskAsync(default, "CONFIG", "SET", "maxmemory-policy", "volatile-ttl");

        await Eventually.TrueAsync(async () => await gateway.ReadAsync(Some.Phone(), generation) is CacheRead.Bypassed);

        await server.AskAsync(default, "CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
        await gateway.WorkingAsync();
    }

    private async Task<(RedisServer Server, CacheUser Gateway, CacheUser Other)> StartAsync(RedisOptions options)
    {
        var server = await RedisServer.StartNewAsync(options);
        _open.Add(server);
        var gateway = await CacheUser.StartAsync(cluster.Generations, RedisPlace.Of(server));
        _open.Add(gateway);
        var other = await CacheUser.StartAsync(cluster.Generations, RedisPlace.Of(server));
        _open.Add(other);
        return (server, gateway, other);
    }
}
