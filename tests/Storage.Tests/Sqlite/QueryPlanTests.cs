using System.Globalization;
using MemberGrains.Storage.Sqlite.Native;
using MemberGrains.Storage.Sqlite.Statements;
using SQLitePCL;

namespace MemberGrains.Storage.Tests.Sqlite;

/// <summary>What is asked often, or by a job, must not grow with the data.</summary>
public sealed class QueryPlanTests
{
    [Fact]
    public async Task An_operation_is_found_by_the_index_of_decisions()
    {
        await using var stand = new SqliteStand();
        await stand.RegisterAsync(1);
        await stand.CloseAsync();
        using var database = Database.OpenReader(stand.FileOf("c0"));
        var plan = database.Prepare("EXPLAIN QUERY PLAN " + FindDecision.Sql);
        Assert.True(plan.Step());
        Assert.Equal("SEARCH TABLE identity_history USING INDEX operation_decision (slot=? AND operation=?)", plan.Text(3));
        Assert.False(plan.Step());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Removing_old_answers_takes_no_more_steps_in_a_table_of_ten_times_the_size(bool someAreOld)
    {
        int small = await StepsAsync(1_000, someAreOld);
        int large = await StepsAsync(10_000, someAreOld);
        Assert.InRange(large, 1, small + (small / 10));
    }

    /// <summary>Steps of SQLite's machine for one slice of the clean-up, among so many answers.</summary>
    private static async Task<int> StepsAsync(int answers, bool someAreOld)
    {
        await using var stand = new SqliteStand();
        await stand.RegisterAsync(1);
        await stand.CloseAsync();
        Batteries_V2.Init();
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(stand.FileOf("c0"), out var database));
        using (database)
        {
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(database, string.Create(CultureInfo.InvariantCulture, $"""
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {answers})
                INSERT INTO recorded_answer SELECT i % 512, 'scope' || i, 'caller', 'key', i, x'00', 1, zeroblob(700), x'00' FROM n
                """)));
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_prepare_v2(database, DeleteOldAnswers.Sql, out var delete));
            using (delete)
            {
                raw.sqlite3_bind_int64(delete, 1, someAreOld ? answers / 2 : 0);
                raw.sqlite3_bind_int64(delete, 2, 100);
                Assert.Equal(raw.SQLITE_DONE, raw.sqlite3_step(delete));
                Assert.Equal(someAreOld ? 100 : 0, raw.sqlite3_changes(database));
                return raw.sqlite3_stmt_status(delete, raw.SQLITE_STMTSTATUS_VM_STEP, 0);
            }
        }
    }
}
