using System.Text;
using System.Text.RegularExpressions;
using MemberGrains.Architecture.Tests.Contracts;
using MemberGrains.Conformance.Storage.MySql;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Integration.Tests.Compose;
using MemberGrains.Servers;
using MemberGrains.Servers.MariaDb;
using MemberGrains.Servers.Testing;
using MemberGrains.Storage.MySql;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Integration.Tests.MySql;

/// <summary>The schema step, and what the record says of a server whose schema is not the one it needs.</summary>
[Collection(MySqlServers.Name), Needs(Server.MariaDb)]
public sealed partial class SchemaTests(MySqlPair pair)
{
    private const string Use = $"USE {MariaDbAccount.Database}; ";

    [ServerFact]
    public async Task Applied_again_and_by_many_at_once_it_changes_nothing()
    {
        await using var stand = await MySqlFaultStand.OpenAsync(pair);
        var key = MySqlFaultStand.Key();
        await stand.ChangeAsync(key);
        string before = await TablesAsync(stand);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MySqlSchema.ApplyAsync(SlotMap.Default, pair.Options())));
        Assert.Equal(before, await TablesAsync(stand));
        Assert.Equal(1, (await stand.LoadAsync(key)).Row.Version);
    }

    [ServerFact]
    public async Task Every_slot_of_the_cluster_has_its_two_tables()
    {
        await using var stand = await MySqlFaultStand.OpenAsync(pair);
        foreach (string prefix in (string[])["member_identity_", "member_history_"])
        {
            string count = await stand.Node.QueryAsync(
                $"SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '{MariaDbAccount.Database}' AND table_name LIKE '{prefix}%'");
            Assert.Equal("512", count);
        }
    }

    [ServerFact]
    public async Task The_tables_are_those_that_were_approved()
    {
        await using var stand = await MySqlFaultStand.OpenAsync(pair);
        string[] tables = (await stand.Node.QueryAsync($"SHOW TABLES FROM {MariaDbAccount.Database}")).Split('\n');
        var text = new StringBuilder();
        // One slot stands for all: their tables have the same definition but for the name.
        foreach (var same in (await DefinitionsAsync(stand, tables)).GroupBy(table => (Name: SlotNumber().Replace(table.Name, "_NNNN"), Text: SlotNumber().Replace(table.Text, "_NNNN"))))
            text.Append(same.Key.Text).Append(";\n-- ").Append(same.Count() == 1 ? "one" : $"{same.Count()} of them").Append("\n\n");

        Approved.Matches(Repository.PathOf("tests/Integration.Tests/MySql/Approved/schema.sql"), text.ToString());
    }

    [ServerFact]
    public async Task A_step_that_was_cut_off_goes_on_where_it_stopped()
    {
        await using var stand = await MySqlFaultStand.OpenAsync(pair);
        await stand.Node.QueryAsync($"{Use}DROP TABLE member_identity_0100, outbox; DELETE FROM schema_version");
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => stand.LoadAsync(MySqlFaultStand.Key()));
        Assert.Contains("apply the schema first", fault.Message, StringComparison.Ordinal);
        await MySqlSchema.ApplyAsync(SlotMap.Default, pair.Options());
        await stand.ServesAsync();
    }

    [ServerFact]
    public async Task Rows_of_an_outbox_without_content_survive_the_upgrade_and_are_read_from_the_history()
    {
        await using var stand = await MySqlFaultStand.OpenAsync(pair);
        var key = MySqlFaultStand.Key();
        await stand.ChangeAsync(key);
        var before = await stand.Record.Outbox.ReadAsync(MySqlFaultStand.Cluster, default, 10, MySqlFaultStand.None);
        const string Less = "DROP COLUMN at, DROP COLUMN operation, DROP COLUMN payload";
        // One table was upgraded already when the step was cut off.
        await stand.Node.QueryAsync($"{Use}ALTER TABLE outbox {Less}; ALTER TABLE outbox ADD COLUMN at BIGINT NULL, ADD COLUMN operation VARBINARY(64) NULL, ADD COLUMN payload MEDIUMBLOB NULL; ALTER TABLE center_backlog {Less}; DELETE FROM schema_version WHERE version = 2");
        await MySqlSchema.ApplyAsync(SlotMap.Default, pair.Options());
        await stand.ChangeAsync(MySqlFaultStand.Key());
        var after = await stand.Record.Outbox.ReadAsync(MySqlFaultStand.Cluster, default, 10, MySqlFaultStand.None);
        Assert.Equal((1, 2), (before.Length, after.Length));
        Assert.Equal(before[0], after[0]);
        Assert.Equal("1", await stand.Node.QueryAsync($"{Use}SELECT COUNT(*) FROM outbox WHERE payload IS NULL"));
        Assert.Equal("1", await stand.Node.QueryAsync($"{Use}SELECT COUNT(*) FROM schema_version WHERE version = 2"));
    }

    [ServerFact]
    public async Task A_newer_schema_is_refused_by_the_record_and_by_the_step()
    {
        await using var stand = await MySqlFaultStand.OpenAsync(pair);
        await stand.Node.QueryAsync($"{Use}INSERT INTO schema_version VALUES (9999, 'of the future', 0)");
        try
        {
            var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => stand.LoadAsync(MySqlFaultStand.Key()));
            Assert.Contains($"Node {stand.Node.Name} has schema 9999, made by a newer version", fault.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<InvalidOperationException>(() => MySqlSchema.ApplyAsync(SlotMap.Default, pair.Options()));
        }
        finally
        {
            await stand.Node.QueryAsync($"{Use}DELETE FROM schema_version WHERE version = 9999");
        }

        await stand.ServesAsync();
    }

    [ServerFact]
    public async Task A_node_of_another_cluster_is_refused()
    {
        await using var stand = await MySqlFaultStand.OpenAsync(pair, options =>
        {
            (options.Clusters[0].Nodes[0].Port, options.Clusters[1].Nodes[0].Port) = (options.Clusters[1].Nodes[0].Port, options.Clusters[0].Nodes[0].Port);
        });
        // A busy machine's first answer may be that there was none in time; none of them is ever a row.
        await Eventually.TrueAsync(async () =>
        {
            var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => stand.LoadAsync(MySqlFaultStand.Key()));
            return fault.Message.Contains("holds cluster c1 with slots 512-1023, not cluster c0 with slots 0-511", StringComparison.Ordinal);
        });
    }

    private static async Task<IEnumerable<(string Name, string Text)>> DefinitionsAsync(MySqlFaultStand stand, string[] tables)
    {
        string answer = await stand.Node.QueryAsync(Use + string.Concat(tables.Select(table => $"SHOW CREATE TABLE {table};")));
        return answer.Split('\n').Select(line => line.Split('\t')).Select(row => (row[0], RowCounter().Replace(row[1].Replace("\\n", "\n", StringComparison.Ordinal), "")));
    }

    [GeneratedRegex("_[0-9]{4}(?![0-9])")]
    private static partial Regex SlotNumber();

    [GeneratedRegex(" AUTO_INCREMENT=[0-9]+")]
    private static partial Regex RowCounter();

    private static Task<string> TablesAsync(MySqlFaultStand stand) => stand.Node.QueryAsync(
        $"SELECT table_name, create_time FROM information_schema.tables WHERE table_schema = '{MariaDbAccount.Database}' ORDER BY table_name");
}
