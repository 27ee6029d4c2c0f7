using MemberGrains.Servers.MariaDb;

namespace MemberGrains.Servers.Testing;

/// <summary>A MariaDB node.</summary>
public sealed class MariaDbFixture() : ServerFixture<MariaDbNode>(Servers.Server.MariaDb)
{
    protected override Task<MariaDbNode> StartAsync() => MariaDbNode.StartNewAsync();
}
