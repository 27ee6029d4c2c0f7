using MemberGrains.Servers.RabbitMq;
using MemberGrains.Servers.Testing;

namespace MemberGrains.Servers.Tests;

[Needs(Server.RabbitMq)]
public sealed class RabbitMqTests(RabbitMqFixture rabbitMq) : IClassFixture<RabbitMqFixture>
{
    [ServerFact]
    public async Task A_broker_killed_leaves_no_port_mapper_and_comes_back_on_its_port_with_its_virtual_hosts_and_account()
    {
        var broker = rabbitMq.Server;
        int port = broker.Port;
        string mine = rabbitMq.TakeVirtualHost();
        await broker.ControlAsync(default, "set_policy", "--vhost", mine, "kept", ".*", """{"max-length":5}""");
        string mapper = await File.ReadAllTextAsync(Path.Combine(broker.Directory, "epmd", "process"));
        string process = $"/proc/{mapper.Split(' ')[0]}";
        Assert.True(Directory.Exists(process));

        await broker.KillAsync();

        Assert.False(Directory.Exists(process));
        await Assert.ThrowsAnyAsync<IOException>(async () => await ConnectAsync(port));

        await broker.StartAsync();

        Assert.Equal(port, broker.Port);
        Assert.Contains("max-length", await broker.ControlAsync(default, "list_policies", "--vhost", mine), StringComparison.Ordinal);
        Assert.Contains(broker.Account.User, await broker.ControlAsync(default, "list_permissions", "--vhost", mine), StringComparison.Ordinal);
        Assert.DoesNotContain("guest", await broker.ControlAsync(default, "list_users"), StringComparison.Ordinal);
    }

    private static async Task ConnectAsync(int port)
    {
        try
        {
            await AmqpGreeting.ReadAsync(port, null, default);
        }
        catch (System.Net.Sockets.SocketException refused)
        {
            throw new IOException(refused.Message, refused);
        }
    }
}
