using MemberGrains.Servers.Redis;
using MemberGrains.Servers.Testing;

namespace MemberGrains.Servers.Tests;

[Needs(Server.Redis)]
public sealed class RedisTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [ServerFact]
    public async Task A_cache_killed_comes_back_on_its_port_and_empty()
    {
        int port = redis.Server.Port;
        await redis.Server.AskAsync(default, "SET", "key", "value");
        Assert.Equal("value", await redis.Server.AskAsync(default, "GET", "key"));

        await redis.Server.RestartAsync();

        Assert.Equal(port, redis.Server.Port);
        Assert.Equal("", await redis.Server.AskAsync(default, "GET", "key"));
    }

    [ServerFact]
    public async Task Nobody_is_served_without_the_password()
    {
        using var stranger = await RespConnection.OpenAsync(redis.Server.Port, null, default);
        var error = await Assert.ThrowsAsync<IOException>(() => stranger.AskAsync(["GET", "key"], default));
        Assert.StartsWith("NOAUTH", error.Message, StringComparison.Ordinal);
    }

    [ServerFact]
    public async Task A_frozen_server_keeps_the_connection_and_answers_when_it_thaws()
    {
        using var connection = await RespConnection.OpenAsync(redis.Server.Port, redis.Server.Password, default);
        await redis.Server.FreezeAsync();
        var answer = connection.AskAsync(["PING"], default);
        using var second = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => redis.Server.AskAsync(second.Token, "PING"));
        Assert.False(answer.IsCompleted);

        redis.Server.Thaw();

        Assert.Equal("PONG", await answer);
    }

    [ServerFact]
    public async Task A_sentinel_names_the_primary_that_took_over()
    {
        await using var primary = await RedisServer.StartNewAsync(new RedisOptions { Password = "secret" });
        await using var replica = await RedisServer.StartNewAsync(new RedisOptions { Password = "secret", ReplicaOf = primary.Port });
        await Eventually.TrueAsync(async () => (await replica.AskAsync(default, "INFO", "replication")).Contains("master_link_status:up", StringComparison.Ordinal));
        await using var sentinel = await RedisSentinel.StartNewAsync("members", primary);
        await Eventually.TrueAsync(async () => (await sentinel.AskAsync(default, "SENTINEL", "replicas", "members")).Contains($"{replica.Port}", StringComparison.Ordinal));

        await primary.KillAsync();

        await Eventually.TrueAsync(async () => await sentinel.AskAsync(default, "SENTINEL", "get-master-addr-by-name", "members") == $"127.0.0.1\n{replica.Port}");
        Assert.Contains("role:master", await replica.AskAsync(default, "INFO", "replication"), StringComparison.Ordinal);
    }
}
