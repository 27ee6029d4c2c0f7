using MemberGrains.Servers.MariaDb;
using MemberGrains.Servers.Processes;
using MemberGrains.Servers.Testing;

namespace MemberGrains.Servers.Tests;

[Needs(Server.MariaDb)]
public sealed class MariaDbNodeTests(MariaDbFixture mariaDb) : IClassFixture<MariaDbFixture>
{
    private MariaDbNode Node => mariaDb.Server;

    [ServerFact]
    public async Task A_node_killed_comes_back_on_its_port_with_what_it_acknowledged()
    {
        int port = Node.Port;
        await Node.QueryAsync("CREATE TABLE membergrains.kept (id INT PRIMARY KEY); INSERT INTO membergrains.kept VALUES (7)");

        await Node.KillAsync();
        Assert.False(Node.IsRunning);
        await Assert.ThrowsAsync<ToolFailedException>(() => Node.QueryAsync("SELECT 1"));
        await Node.RestartAsync();

        Assert.Equal(port, Node.Port);
        Assert.Equal("7", await Node.QueryAsync("SELECT id FROM membergrains.kept"));
    }

    [ServerFact]
    public async Task The_account_owns_its_databases_by_the_network_and_nothing_else()
    {
        string grants = await Node.QueryAsync($"SHOW GRANTS FOR '{Node.Account.User}'@'127.0.0.1'");
        Assert.Contains("GRANT ALL PRIVILEGES ON `membergrains%`.*", grants, StringComparison.Ordinal);
        Assert.DoesNotContain("SUPER", grants, StringComparison.Ordinal);
        Assert.Equal("1", await AsAccountAsync("SELECT 1"));
        await Assert.ThrowsAsync<ToolFailedException>(() => AsAccountAsync("CREATE DATABASE other"));
        await Assert.ThrowsAsync<ToolFailedException>(() => AsAccountAsync("SELECT 1", "wrong"));
    }

    [ServerFact]
    public async Task Every_commit_is_on_the_disk_before_it_is_acknowledged() =>
        Assert.Equal("1\t1", await Node.QueryAsync("SELECT @@innodb_flush_log_at_trx_commit, @@sync_binlog"));

    [ServerFact]
    public async Task Temporary_tables_are_where_no_other_server_that_starts_deletes_them() =>
        Assert.StartsWith(Node.Directory, await Node.QueryAsync("SELECT @@tmpdir"), StringComparison.Ordinal);

    [ServerFact]
    public async Task What_makes_a_start_fail_is_in_the_error()
    {
        var wrong = new MariaDbOptions { Settings = new Dictionary<string, string> { ["no_such_setting"] = "1" } };
        var error = await Assert.ThrowsAsync<ServerNotReadyException>(() => MariaDbNode.StartNewAsync(wrong));
        Assert.Contains("unknown variable 'no_such_setting=1'", error.Message, StringComparison.Ordinal);
    }

    private Task<string> AsAccountAsync(string sql, string? password = null) => Tool.RunAsync(
        new ServerCommand("mariadb", "--no-defaults", "--host=127.0.0.1", $"--port={Node.Port}", $"--user={Node.Account.User}", $"--password={password ?? Node.Account.Password}", "--batch", "--skip-column-names"),
        sql,
        CancellationToken.None);
}
