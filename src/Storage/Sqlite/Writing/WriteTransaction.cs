using MemberGrains.Interfaces.Faults;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Writing;

/// <summary>Runs work in one durable transaction, and says truly whether it happened when it fails.</summary>
internal sealed class WriteTransaction
{
    private readonly string _cluster;
    private readonly Database _database;
    private readonly Settlement _settlement;
    private readonly Action<CommitStep> _probe;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;

    public WriteTransaction(string cluster, Database database, Settlement settlement, Action<CommitStep> probe)
    {
        (_cluster, _database, _settlement, _probe) = (cluster, database, settlement, probe);
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _rollback = database.Prepare("ROLLBACK");
    }

    /// <exception cref="StoreUnavailableException">It did not happen.</exception>
    /// <exception cref="FateUnknownException">COMMIT failed and may have happened.</exception>
    public TResult Run<TResult>(Func<TResult> work)
    {
        TResult result;
        try
        {
            _probe(CommitStep.BeforeBegin);
            _begin.Run();
            _probe(CommitStep.AfterBegin);
            result = work();
            _probe(CommitStep.BeforeCommit);
        }
        catch (Exception fault)
        {
            Abandon();
            if (SqliteFaults.IsStoreFault(fault)) throw SqliteFaults.NothingWritten(_cluster, fault);
            throw;
        }

        Commit();
        return result;
    }

    private void Commit()
    {
        try
        {
            _probe(CommitStep.AtCommit);
            _commit.Run();
            _probe(CommitStep.AfterCommit);
        }
        catch (SqliteFault fault)
        {
            Abandon();
            if (!SqliteFaults.MayHaveCommitted(fault)) throw SqliteFaults.NothingWritten(_cluster, fault);
            _settlement.Open();
            throw SqliteFaults.Unknown(_cluster, fault);
        }
    }

    private void Abandon()
    {
        _database.ResetAll();
        if (!_database.IsIdle) _rollback.Run();
    }
}
