using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Reading;

/// <summary>Reads of one connection, each in one snapshot.</summary>
internal sealed class Snapshot(string cluster, Database database, Settlement settlement)
{
    private readonly Statement _begin = database.Prepare("BEGIN");
    private readonly Statement _end = database.Prepare("COMMIT");

    /// <summary>Reads from one snapshot, taken now.</summary>
    /// <exception cref="Interfaces.Faults.StoreUnavailableException">The file can not be read, or a commit of unknown fate is not settled.</exception>
    public TResult Read<TResult>(Func<TResult> work)
    {
        settlement.ThrowIfOpen();
        try
        {
            _begin.Run();
            var result = work();
            _end.Run();
            return result;
        }
        catch (Exception fault)
        {
            database.ResetAll();
            if (!database.IsIdle) _end.Run();
            if (SqliteFaults.IsStoreFault(fault)) throw SqliteFaults.NothingWritten(cluster, fault);
            throw;
        }
    }
}
