using MemberGrains.Conformance.Storage.MySql;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Servers;
using MemberGrains.Servers.MariaDb;
using MemberGrains.Servers.Testing;
using MemberGrains.Servers.Tls;
using MemberGrains.Storage.MySql;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Integration.Tests.MySql;

/// <summary>The record over TLS: who is believed, who is not, and how that is told.</summary>
[Needs(Server.MariaDb)]
public sealed partial class TlsTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [ServerFact]
    public async Task Servers_of_the_named_authority_hold_a_record()
    {
        // They take no connection over TCP that is not encrypted.
        var pair = new MySqlPair(new MariaDbOptions { Tls = _authority.Issue() });
        try
        {
            await pair.InitializeAsync();
            await using var stand = MySqlFaultStand.Another(pair);
            var key = MySqlFaultStand.Key();

            Assert.Equal(CommitResult.Committed, await stand.RegisterAsync(key));
            await stand.WholeAsync(key);
        }
        finally
        {
            await pair.DisposeAsync();
        }
    }

    [ServerFact]
    public async Task A_server_of_another_authority_is_not_used()
    {
        using var another = new TestAuthority();
        await using var node = await StartAsync(another.Issue());

        Assert.Contains("certificate", await RefusedAsync(node, MySqlTls.Required, _authority.CaFile), StringComparison.Ordinal);
    }

    [ServerFact]
    public async Task Without_a_named_authority_the_machine_decides()
    {
        await using var node = await StartAsync(_authority.Issue());

        Assert.Contains("certificate", await RefusedAsync(node, MySqlTls.Required, null), StringComparison.Ordinal);
    }

    [ServerTheory]
    [InlineData(MySqlTls.Required)]
    [InlineData(MySqlTls.Unverified)]
    public async Task A_server_without_TLS_is_not_used(MySqlTls tls)
    {
        await using var node = await StartAsync(null);

        Assert.Contains("TLS", await RefusedAsync(node, tls, null), StringComparison.Ordinal);
    }

    private static Task<MariaDbNode> StartAsync(ServerCertificate? certificate) => MariaDbNode.StartNewAsync(new MariaDbOptions { Tls = certificate });

    private static async Task<string> RefusedAsync(MariaDbNode node, MySqlTls tls, string? ca)
    {
        var options = new MySqlRecordOptions { User = node.Account.User, Password = node.Account.Password, Tls = tls, TlsCa = ca };
        foreach (var cluster in SlotMap.Default.Clusters)
        {
            var one = new MySqlClusterOptions { Id = cluster.Id, Home = cluster.HomeCenter, Primary = cluster.Id };
            one.Nodes.Add(new MySqlNodeOptions { Name = cluster.Id, Center = cluster.HomeCenter, Host = "127.0.0.1", Port = node.Port });
            options.Clusters.Add(one);
        }

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => MySqlSchema.ApplyAsync(SlotMap.Default, options));
        Assert.DoesNotContain(node.Account.Password, fault.ToString(), StringComparison.Ordinal);
        Assert.Equal("", (await node.QueryAsync($"SHOW TABLES FROM {MariaDbAccount.Database}")).Trim());
        return fault.Message;
    }
}
