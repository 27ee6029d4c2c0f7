using MemberGrains.ChangeStream.Diagnostics;
using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.RabbitMq;
using MemberGrains.Resilience.Dependencies;
using MemberGrains.Servers;
using MemberGrains.Servers.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace MemberGrains.Conformance.ChangeStream;

/// <summary>
/// A real RabbitMQ; each test has a virtual host of its own. Its machine may be busy, so it is given time: a message that
/// was not confirmed is published again, and comes behind those that were published at once with it.
/// </summary>
[Needs(Server.RabbitMq)]
public sealed class RabbitMqBrokerConformance(RabbitMqFixture rabbitMq) : BrokerConformance, IClassFixture<RabbitMqFixture>
{
    private static readonly DependencyOptions _patient = new() { TimeoutMs = 60_000 };
    private static readonly DependencyPipelines _pipelines =
        new(Options.Create(new DependencyTable { BrokerPublish = _patient, BrokerSetup = _patient }), TimeProvider.System);

    /// <inheritdoc/>
    protected override IChangeBroker Create(params string[] groups) => new RabbitMqBroker(
        "a",
        [.. groups],
        () => ["c0", "c1"],
        new RabbitMqOptions
        {
            Host = "127.0.0.1",
            Port = rabbitMq.Server.Port,
            User = rabbitMq.Server.Account.User,
            Password = rabbitMq.Server.Account.Password,
            Prefix = rabbitMq.TakePrefix(),
            // Fewer than some tests publish at once.
            InFlight = 16,
            // Nobody kills this one.
            Settle = TimeSpan.Zero,
        },
        _pipelines,
        TimeProvider.System,
        new ChangeStreamMetrics(),
        NullLogger<RabbitMqBroker>.Instance);
}
