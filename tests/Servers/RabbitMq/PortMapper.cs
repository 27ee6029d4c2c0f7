using System.Net;
using System.Net.Sockets;
using MemberGrains.Servers.Processes;

namespace MemberGrains.Servers.RabbitMq;

/// <summary>
/// Erlang's port mapper, one for each broker. Without it the runtime would start one of its own that stays when the broker
/// is gone, and that all brokers of the machine would meet in.
/// </summary>
internal sealed class PortMapper(ServerPlace place) : RealServer(place)
{
    private const byte NamesRequest = (byte)'n';

    protected override Task PrepareAsync(CancellationToken cancel) => Task.CompletedTask;

    protected override ServerCommand Command() => new(Programs.Require("epmd", RabbitMqBroker.Package), "-port", $"{Port}", "-address", "127.0.0.1");

    protected override async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port, cancel);
        await client.GetStream().WriteAsync(new byte[] { 0, 1, NamesRequest }, cancel);
        byte[] port = new byte[4];
        await client.GetStream().ReadExactlyAsync(port, cancel);
        return ((port[2] << 8) | port[3]) == Port;
    }
}
