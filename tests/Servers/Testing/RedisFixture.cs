using MemberGrains.Servers.Redis;

namespace MemberGrains.Servers.Testing;

/// <summary>A Redis server.</summary>
public sealed class RedisFixture() : ServerFixture<RedisServer>(Servers.Server.Redis)
{
    protected override Task<RedisServer> StartAsync() => RedisServer.StartNewAsync();
}
