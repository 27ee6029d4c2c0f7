using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Tests.Sqlite;

/// <summary>The tables are a contract with every file that was ever written: a difference is a new format.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task The_schema_is_the_approved_one()
    {
        await using var stand = new SqliteStand();
        await stand.RegisterAsync(1);
        await stand.CloseAsync();
        using var database = Database.OpenReader(stand.FileOf("c0"));
        var statements = database.Prepare("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'sqlite_sequence' ORDER BY name");
        var schema = new List<string>();
        while (statements.Step()) schema.Add(statements.Text(0) + ";\n");
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Sqlite", "schema.approved.sql")), string.Concat(schema));
    }

    [Fact]
    public async Task A_file_is_kept_in_wal_mode()
    {
        await using var stand = new SqliteStand();
        await stand.RegisterAsync(1);
        Assert.True(File.Exists(stand.FileOf("c0") + "-wal"));
        await stand.CloseAsync();
        using var database = Database.OpenReader(stand.FileOf("c0"));
        Assert.Equal("wal", database.ReadText("PRAGMA journal_mode"));
    }
}
