using MemberGrains.Servers.RabbitMq;

namespace MemberGrains.Servers.Testing;

/// <summary>
/// A RabbitMQ broker. A test has queues of its own by their prefix; virtual hosts, which a broker starts one by one, are
/// for the few that need one.
/// </summary>
public sealed class RabbitMqFixture() : ServerFixture<RabbitMqBroker>(Servers.Server.RabbitMq)
{
    private const int Hosts = 3;
    private int _taken = -1;
    private int _prefixes;

    /// <summary>A prefix of exchanges and queues that no other test of this broker has.</summary>
    public string TakePrefix() => $"p{Interlocked.Increment(ref _prefixes)}";

    /// <summary>A virtual host that no other test of this broker has.</summary>
    public string TakeVirtualHost() => Interlocked.Increment(ref _taken) is var host && host < Hosts ? $"t{host}" : throw new InvalidOperationException($"All {Hosts} are taken.");

    protected override Task<RabbitMqBroker> StartAsync() =>
        RabbitMqBroker.StartNewAsync(new RabbitMqOptions { VirtualHosts = [.. Enumerable.Range(0, Hosts).Select(host => $"t{host}")] });
}
