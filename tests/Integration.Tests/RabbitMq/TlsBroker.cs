using MemberGrains.Servers.RabbitMq;
using MemberGrains.Servers.Testing;
using MemberGrains.Servers.Tls;

namespace MemberGrains.Integration.Tests.RabbitMq;

/// <summary>A broker that speaks TLS only.</summary>
public sealed class TlsBroker() : ServerFixture<RabbitMqBroker>(Servers.Server.RabbitMq), IDisposable
{
    /// <summary>Who issued its certificate.</summary>
    public TestAuthority Authority { get; } = new();

    public void Dispose() => Authority.Dispose();

    protected override Task<RabbitMqBroker> StartAsync() => RabbitMqBroker.StartNewAsync(new RabbitMqOptions { Tls = Authority.Issue() });
}
