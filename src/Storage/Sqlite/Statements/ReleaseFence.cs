using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>Ends a lease at once; its token stays, because the next one must be higher.</summary>
internal sealed class ReleaseFence(Database database)
{
    private readonly Statement _statement = database.Prepare("UPDATE job_fence SET until = 0 WHERE job = ?1 AND owner = ?2");

    public void Run(string job, string owner) => _statement.Bind(1, job).Bind(2, owner).Run();
}
