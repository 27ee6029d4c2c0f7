using MemberGrains.Servers.RabbitMq;

namespace MemberGrains.Servers.Testing;

/// <summary>A RabbitMQ broker, with the virtual hosts <c>t0</c> to <c>t23</c> for tests that want one to themselves.</summary>
public sealed class RabbitMqFixture() : ServerFixture<RabbitMqBroker>(Servers.Server.RabbitMq)
{
    private const int Hosts = 24;
    private int _taken = -1;

    /// <summary>A virtual host that no other test of this broker has.</summary>
    public string TakeVirtualHost() => Interlocked.Increment(ref _taken) is var host && host < Hosts ? $"t{host}" : throw new InvalidOperationException($"All {Hosts} are taken.");

    protected override Task<RabbitMqBroker> StartAsync() =>
        RabbitMqBroker.StartNewAsync(new RabbitMqOptions { VirtualHosts = [.. Enumerable.Range(0, Hosts).Select(host => $"t{host}")] });
}
