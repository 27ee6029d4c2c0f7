using MemberGrains.ChangeStream.Diagnostics;
using MemberGrains.ChangeStream.RabbitMq;
using MemberGrains.Resilience.Dependencies;
using Microsoft.Extensions.Logging.Abstractions;
using Server = MemberGrains.Servers.RabbitMq.RabbitMqBroker;

namespace MemberGrains.Integration.Tests.RabbitMq;

/// <summary>Opens the adapter on a real broker.</summary>
internal static class Adapter
{
    private static readonly DependencyOptions _patient = new() { TimeoutMs = 60_000 };
    private static readonly DependencyPipelines _patience =
        new(Microsoft.Extensions.Options.Options.Create(new DependencyTable { BrokerPublish = _patient, BrokerSetup = _patient }), TimeProvider.System);

    /// <summary>On a broker that nobody kills while it is young, with time for a machine that is busy.</summary>
    public static RabbitMqBroker Open(Server server, string prefix, params string[] groups) => Open("a", Options(server, prefix), groups);

    /// <summary>With time for a machine that is busy.</summary>
    public static RabbitMqBroker Open(string center, RabbitMqOptions options, params string[] groups) => Open(center, options, _patience, groups);

    /// <summary>With the product's own time-outs, on a broker that is killed or hangs.</summary>
    public static RabbitMqBroker OpenAsShipped(string center, RabbitMqOptions options, params string[] groups) => Open(center, options, DependencyPipelines.Default, groups);

    /// <summary>For whoever else speaks to the same virtual host, and knows the product's own names.</summary>
    public static RabbitMqBroker OpenOn(Server server, string virtualHost, params string[] groups)
    {
        var options = Options(server, new RabbitMqOptions().Prefix);
        options.VirtualHost = virtualHost;
        return Open("a", options, groups);
    }

    /// <summary>As the product is configured, for a broker that is killed.</summary>
    public static RabbitMqOptions Careful(Server server, string prefix)
    {
        var options = Options(server, prefix);
        options.Settle = new RabbitMqOptions().Settle;
        return options;
    }

    public static RabbitMqOptions Options(Server server, string prefix) => new()
    {
        Host = "127.0.0.1",
        Port = server.Port,
        User = server.Account.User,
        Password = server.Account.Password,
        Prefix = prefix,
        Heartbeat = TimeSpan.FromSeconds(2),
        LongestPause = TimeSpan.FromMilliseconds(500),
        Settle = TimeSpan.Zero,
    };

    private static RabbitMqBroker Open(string center, RabbitMqOptions options, DependencyPipelines pipelines, string[] groups) => new(
        center, [.. groups], () => ["c0", "c1"], options, pipelines, TimeProvider.System, new ChangeStreamMetrics(), NullLogger<RabbitMqBroker>.Instance);
}
