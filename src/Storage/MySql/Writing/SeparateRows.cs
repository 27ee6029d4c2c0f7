using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Faults;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Port.Backend;

namespace MemberGrains.Storage.MySql.Writing;

/// <summary>
/// Writes commits one by one inside an open transaction, each behind a savepoint. Slow, and only for a batch in which some
/// row broke a constraint: because another process has just written the same row or answer (it is stale then), or because
/// it contradicts the record (it is refused).
/// </summary>
internal sealed class SeparateRows(NodeConnection connection, LockBatch locks)
{
    public RowVerdict Write(RowCommit commit)
    {
        var verdict = Decide(commit, out var plan);
        if (plan.IsEmpty) return verdict;
        try
        {
            connection.Sql.Sql("SAVEPOINT one;");
            new WriteBatch(connection).Write(plan);
            connection.Execute();
            return verdict;
        }
        catch (NodeFault fault) when (ServerErrors.IsOfOneRow(fault.Number))
        {
            connection.Sql.Sql("ROLLBACK TO SAVEPOINT one");
            connection.Execute();
            var again = Decide(commit, out _);
            return again is { Refusal: null, Result: CommitResult.Committed } ? new RowVerdict(CommitResult.Stale, fault.Message) : again;
        }
    }

    private RowVerdict Decide(RowCommit commit, out BatchPlan plan)
    {
        plan = new BatchPlan(locks.Run(connection, [commit], begin: false));
        return plan.Decide(commit);
    }
}
