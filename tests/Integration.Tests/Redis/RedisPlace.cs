using MemberGrains.Servers.Redis;

namespace MemberGrains.Integration.Tests.Redis;

/// <summary>What a process is configured with.</summary>
/// <param name="Ports">Of the servers, or of the sentinels.</param>
/// <param name="Password">Of the servers.</param>
/// <param name="Prefix">Of the test's keys.</param>
/// <param name="Service">The sentinels' name for the service; null without sentinels.</param>
internal sealed record RedisPlace(IReadOnlyList<int> Ports, string? Password, string Prefix, string? Service = null)
{
    public static RedisPlace Of(RedisServer server, string prefix = "mg") => new([server.Port], server.Password, prefix);
}
