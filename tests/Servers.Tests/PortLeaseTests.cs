using System.Net;
using System.Net.Sockets;
using MemberGrains.Servers.Ports;

namespace MemberGrains.Servers.Tests;

public sealed class PortLeaseTests
{
    [Fact]
    public void No_two_leases_are_of_one_port()
    {
        var leases = Enumerable.Range(0, 50).Select(_ => PortLease.Take()).ToList();
        Assert.Equal(leases.Count, leases.Select(lease => lease.Port).Distinct().Count());
        leases.ForEach(lease => lease.Dispose());
    }

    [Fact]
    public void A_leased_port_can_be_listened_on_and_then_is_not_free()
    {
        using var lease = PortLease.Take();
        Assert.True(PortLease.IsFree(lease.Port));
        using var listener = new TcpListener(IPAddress.Loopback, lease.Port);
        listener.Start();
        Assert.False(PortLease.IsFree(lease.Port));
    }

    [Fact]
    public void Outgoing_connections_never_take_a_leased_port()
    {
        using var lease = PortLease.Take();
        int firstOutgoing = int.Parse(File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split('\t', ' ')[0]);
        Assert.InRange(lease.Port, 1024, firstOutgoing - 1);
    }
}
