using System.Collections.Immutable;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Faults;
using MemberGrains.Storage.MySql.Text;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Port.Backend;

namespace MemberGrains.Storage.MySql.Writing;

/// <summary>
/// The group commit of one cluster: one round trip locks and reads, this process decides, and one writes and commits.
/// Belongs to the thread of its session.
/// </summary>
internal sealed class BatchWriter(NodeSession session, StoreClock clock, Action<MySqlCommitStep> probe) : IDisposable
{
    private readonly LockBatch _lock = new(clock);

    /// <exception cref="StoreUnavailableException">Nothing was written.</exception>
    /// <exception cref="FateUnknownException">It may have been written.</exception>
    public ImmutableArray<RowVerdict> Write(CommitBatch batch, CommitTicket ticket)
    {
        try
        {
            return Together(batch, ticket);
        }
        catch (StoreUnavailableException refused) when (refused.InnerException is NodeFault { Number: { } number } && ServerErrors.IsOfOneRow(number))
        {
            return Apart(batch, ticket);
        }
    }

    public void Dispose() => session.Dispose();

    private ImmutableArray<RowVerdict> Together(CommitBatch batch, CommitTicket ticket) => InTransaction(ticket, (connection, held) =>
    {
        var plan = new BatchPlan(held);
        var verdicts = ImmutableArray.CreateRange(batch.Commits, plan.Decide);
        foreach (var finished in batch.Finished) plan.Finish(finished);
        return (verdicts, plan);
    }, batch);

    /// <summary>One row broke a constraint: each is tried by itself, in the same transaction, to find which.</summary>
    private ImmutableArray<RowVerdict> Apart(CommitBatch batch, CommitTicket ticket) => InTransaction(ticket, (connection, held) =>
    {
        var rows = new SeparateRows(connection, _lock);
        var verdicts = ImmutableArray.CreateRange(batch.Commits, rows.Write);
        var plan = new BatchPlan(held);
        foreach (var finished in batch.Finished) plan.Finish(finished);
        return (verdicts, plan);
    }, batch);

    private ImmutableArray<RowVerdict> InTransaction(
        CommitTicket ticket, Func<NodeConnection, HeldBatch, (ImmutableArray<RowVerdict> Verdicts, BatchPlan Plan)> decide, CommitBatch batch)
    {
        var connection = session.Connect();
        var commit = new CommitText(connection);
        try
        {
            probe(MySqlCommitStep.BeforeLock);
            var held = Begin(connection, batch);
            probe(MySqlCommitStep.AfterLock);
            var (verdicts, plan) = decide(connection, held);
            if (!ticket.TrySend()) throw new StoreUnavailableException($"The record of cluster {session.Cluster} is not available: it did not answer in time.");
            probe(MySqlCommitStep.BeforeWrite);
            commit.Send(plan);
            probe(MySqlCommitStep.AfterCommit);
            return verdicts;
        }
        catch (NodeFault fault) when (commit.MayHaveCommitted(fault))
        {
            session.Drop();
            throw MySqlFaults.Unknown(session.Cluster, fault);
        }
        catch (NodeFault fault)
        {
            Abandon(connection, fault);
            throw MySqlFaults.NothingWritten(session.Cluster, fault);
        }
        catch (Exception fault)
        {
            session.Drop();
            if (MySqlFaults.IsUnreadable(fault)) throw MySqlFaults.Unreadable(session.Cluster, fault);
            throw;
        }
    }

    private HeldBatch Begin(NodeConnection connection, CommitBatch batch)
    {
        if (batch.Commits.Length > 0) return _lock.Run(connection, batch.Commits);
        connection.Sql.Sql("START TRANSACTION;");
        return new HeldBatch();
    }

    /// <summary>A session that is well is kept; one that is not takes its transaction with it.</summary>
    private void Abandon(NodeConnection connection, NodeFault fault)
    {
        if (fault.IsLost || ServerErrors.IsReadOnly(fault.Number))
        {
            session.Drop();
            return;
        }

        try
        {
            connection.Sql.Take();
            connection.Sql.Sql("ROLLBACK");
            connection.Execute();
        }
        catch (NodeFault)
        {
            session.Drop();
        }
    }
}
