using MemberGrains.Storage.Sqlite.Native;
using MemberGrains.Storage.Sqlite.Statements;

namespace MemberGrains.Storage.Tests.Sqlite;

/// <summary>What is asked often, or by a job, must not grow with the data.</summary>
public sealed class QueryPlanTests
{
    [Fact]
    public async Task An_operation_is_found_by_the_index_of_decisions() =>
        Assert.Equal("SEARCH TABLE identity_history USING INDEX operation_decision (slot=? AND operation=?)", Assert.Single(await PlanAsync(FindDecision.Sql)));

    private static async Task<List<string>> PlanAsync(string sql)
    {
        await using var stand = new SqliteStand();
        await stand.RegisterAsync(1);
        await stand.CloseAsync();
        using var database = Database.OpenReader(stand.FileOf("c0"));
        var plan = database.Prepare("EXPLAIN QUERY PLAN " + sql);
        var steps = new List<string>();
        while (plan.Step()) steps.Add(plan.Text(3));
        return steps;
    }
}
