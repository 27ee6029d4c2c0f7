using System.Net;
using MemberGrains.ReadModels.Redis.Connection;
using MemberGrains.ReadModels.Redis.Options;
using MemberGrains.Servers;
using MemberGrains.Servers.Redis;
using MemberGrains.Servers.Testing;
using MemberGrains.Servers.Tls;

namespace MemberGrains.Integration.Tests.Redis;

/// <summary>The cache over TLS: who is believed, who is not, and how that is told.</summary>
[Needs(Server.Redis)]
public sealed class TlsTests : IDisposable
{
    /// <summary>A certificate is refused at once, on a machine that is busy in some seconds.</summary>
    private const int PatienceMs = 30_000;

    /// <summary>For a server that says nothing.</summary>
    private const int SilenceMs = 3_000;

    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [ServerFact]
    public async Task A_server_of_the_named_authority_is_used()
    {
        await using var server = await StartAsync(_authority.Issue());
        await using var session = await OpenAsync(server, _authority.CaFile);

        var facts = await session.AskAsync();

        Assert.Equal(session.Run, facts.Run);
        Assert.Contains($"run_id:{session.Run}", await server.AskAsync(default, "INFO", "server"), StringComparison.Ordinal);
    }

    [ServerFact]
    public async Task A_server_of_another_authority_is_not_used()
    {
        using var another = new TestAuthority();
        await using var server = await StartAsync(another.Issue());

        Assert.Contains("is not trusted by", await RefusedAsync(server, _authority.CaFile), StringComparison.Ordinal);
    }

    [ServerFact]
    public async Task Without_a_named_authority_the_machine_decides()
    {
        await using var server = await StartAsync(_authority.Issue());

        Assert.Contains("is not trusted by this machine", await RefusedAsync(server, null), StringComparison.Ordinal);
    }

    [ServerFact]
    public async Task A_server_under_another_name_is_not_used_unless_that_name_is_configured()
    {
        await using var server = await StartAsync(_authority.Issue("cache.example"));

        Assert.Contains("is for another name", await RefusedAsync(server, _authority.CaFile), StringComparison.Ordinal);

        await using var session = await OpenAsync(server, _authority.CaFile, "cache.example");
        Assert.NotEmpty(session.Run);
    }

    [ServerFact]
    public async Task A_server_without_TLS_is_not_used()
    {
        await using var server = await StartAsync(null);

        Assert.Contains("TLS", await RefusedAsync(server, _authority.CaFile, SilenceMs), StringComparison.Ordinal);
    }

    private static Task<RedisServer> StartAsync(ServerCertificate? certificate) => RedisServer.StartNewAsync(new RedisOptions { Password = "secret-of-redis", Tls = certificate });

    private static Task<RedisSession> OpenAsync(RedisServer server, string? ca, string? name = null, int patienceMs = PatienceMs)
    {
        var options = new RedisCacheOptions { Endpoints = [$"127.0.0.1:{server.Port}"], Password = server.Password, Tls = true, TlsCa = ca, TlsHost = name, ProbeTimeoutMs = patienceMs };
        return RedisSession.OpenAsync(new IPEndPoint(IPAddress.Loopback, server.Port), options, "test", TimeProvider.System, CancellationToken.None);
    }

    private static async Task<string> RefusedAsync(RedisServer server, string? ca, int patienceMs = PatienceMs)
    {
        // A server that does not understand what it is sent may also just be silent.
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => OpenAsync(server, ca, patienceMs: patienceMs));
        Assert.True(fault is CacheServerException or TimeoutException, $"{fault}");
        Assert.DoesNotContain("secret-of-redis", fault.ToString(), StringComparison.Ordinal);
        return fault.Message;
    }
}
