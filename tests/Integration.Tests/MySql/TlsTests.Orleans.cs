using MemberGrains.Servers.Testing;
using MemberGrains.Storage.MySql;

namespace MemberGrains.Integration.Tests.MySql;

/// <summary>What only the production driver checks.</summary>
public sealed partial class TlsTests
{
    [ServerFact]
    public async Task A_server_under_another_name_is_not_used()
    {
        await using var node = await StartAsync(_authority.Issue("record.example"));

        Assert.Contains("certificate", await RefusedAsync(node, MySqlTls.Required, _authority.CaFile), StringComparison.Ordinal);
    }
}
