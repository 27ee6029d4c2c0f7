using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Sqlite;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Tests.Sqlite;

/// <summary>Data directories outlive versions: a file of format 1 opens, and shows what it showed, and more.</summary>
public sealed class SchemaUpgradeTests
{
    private const string Bound = "op_094_rr0zjtka39fzykfjhk3x53sv";
    private const string BoundByCard = "op_0ca_n0h14zw3tqghxhe0vdaw1aan";
    private const string Registered = "op_0ca_brtxyxrswj030y5shf2s2k6a";
    private static readonly IdentityKey Phone = new("phone:+8613910000583");
    private static readonly IdentityKey Union = new("unionid:oFormat1_0000");
    private static readonly IdentityKey Card = new("elong:100004");

    [Theory]
    [InlineData(Bound, 148, "unionid:oFormat1_0000", 1, ChangeType.Bound)]
    [InlineData(BoundByCard, 202, "elong:100004", 2, ChangeType.Bound)]
    [InlineData(Registered, 202, "elong:100004", 1, ChangeType.Registered)]
    public async Task Operations_of_a_file_of_format_1_are_found_with_their_first_named_identity(
        string operationId, int slot, string coordinator, long version, ChangeType type)
    {
        await using var stand = FormatOne();
        var decision = await stand.Record.History.FindDecisionAsync(new Slot((short)slot), operationId, default);
        Assert.Equal(
            (new IdentityKey(coordinator), operationId, version, type),
            (decision!.Coordinator, decision.Entry.OperationId, decision.Entry.Version, decision.Entry.Type));
    }

    [Fact]
    public async Task Rows_history_and_answers_of_a_file_of_format_1_are_as_they_were_and_go_on()
    {
        await using var stand = FormatOne();
        foreach (var key in new[] { Phone, Union, Card })
        {
            var row = (await stand.LoadAsync(key)).Row;
            var history = await stand.Record.History.ReadAsync(key, null, 10, default);
            Assert.Equal([3, 2, 1], history.Select(entry => entry.Version));
            Assert.Equal((3, history[0].After), (row.Version, row.State));
            Assert.Equal(Storage.Port.CommitResult.Committed, await stand.ChangeAsync(key));
        }

        Assert.NotNull(await stand.Record.Rows.FindAnswerAsync(new(Slot.Of(Union), Union.Text, "order", "k1"), default));
    }

    [Fact]
    public async Task An_upgraded_file_has_the_tables_of_a_new_one_and_is_upgraded_once()
    {
        await using var stand = FormatOne();
        await stand.RegisterAsync(1);
        await stand.CloseAsync();
        await stand.RegisterAsync(1);
        await stand.CloseAsync();
        Assert.Equal(Tables(stand.FileOf("c1")), Tables(stand.FileOf("c0")));
        using var database = Database.OpenReader(stand.FileOf("c0"));
        Assert.Equal("3", database.ReadText("SELECT value FROM meta WHERE name = 'format'"));
    }

    [Fact]
    public async Task An_upgrade_that_fails_leaves_the_old_format_whole()
    {
        await using var stand = FormatOne();
        using (var database = Database.OpenWriter(stand.FileOf("c0")))
        {
            // In the way of the upgrade's last step.
            database.Execute("CREATE TABLE operation_decision (id INTEGER)");
        }

        Assert.Throws<Interfaces.Faults.StoreUnavailableException>(() => stand.Record);
        using (var database = Database.OpenWriter(stand.FileOf("c0")))
        {
            Assert.Equal("1", database.ReadText("SELECT value FROM meta WHERE name = 'format'"));
            Assert.Equal("0", database.ReadText("SELECT COUNT(*) FROM pragma_table_info('identity_history') WHERE name = 'decides'"));
            database.Execute("DROP TABLE operation_decision");
        }

        Assert.Equal(3, (await stand.LoadAsync(Card)).Row.Version);
    }

    /// <summary>A directory with a file of format 1, not opened yet.</summary>
    private static SqliteStand FormatOne()
    {
        var stand = new SqliteStand();
        using var database = Database.OpenWriter(stand.FileOf("c0"));
        database.Execute(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sqlite", "format1.sql")));
        return stand;
    }

    private static List<string> Tables(string path)
    {
        using var database = Database.OpenReader(path);
        var columns = database.Prepare(
            "SELECT m.name || ' ' || c.cid || ' ' || c.name || ' ' || c.type || ' ' || c.\"notnull\" FROM sqlite_master m, pragma_table_xinfo(m.name) c ORDER BY m.name, c.cid");
        var tables = new List<string>();
        while (columns.Step()) tables.Add(columns.Text(0));
        var indexes = database.Prepare("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name");
        while (indexes.Step()) tables.Add(indexes.Text(0));
        return tables;
    }
}
