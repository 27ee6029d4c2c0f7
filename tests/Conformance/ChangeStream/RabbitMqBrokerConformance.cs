using MemberGrains.ChangeStream.Diagnostics;
using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.RabbitMq;
using MemberGrains.Resilience.Dependencies;
using MemberGrains.Servers;
using MemberGrains.Servers.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace MemberGrains.Conformance.ChangeStream;

/// <summary>A real RabbitMQ; each test has a virtual host of its own.</summary>
[Needs(Server.RabbitMq)]
public sealed class RabbitMqBrokerConformance(RabbitMqFixture rabbitMq) : BrokerConformance, IClassFixture<RabbitMqFixture>
{
    /// <inheritdoc/>
    protected override IChangeBroker Create(params string[] groups) => new PatientBroker<RabbitMqBroker>(new RabbitMqBroker(
        "a",
        [.. groups],
        () => ["c0", "c1"],
        new RabbitMqOptions
        {
            Host = "127.0.0.1",
            Port = rabbitMq.Server.Port,
            User = rabbitMq.Server.Account.User,
            Password = rabbitMq.Server.Account.Password,
            VirtualHost = rabbitMq.TakeVirtualHost(),
        },
        DependencyPipelines.Default,
        TimeProvider.System,
        new ChangeStreamMetrics(),
        NullLogger<RabbitMqBroker>.Instance));
}
