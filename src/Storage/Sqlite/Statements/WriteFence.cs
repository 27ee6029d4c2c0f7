using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

internal sealed class WriteFence(Database database)
{
    private readonly Statement _statement = database.Prepare("INSERT OR REPLACE INTO job_fence (job, owner, token, until) VALUES (?1, ?2, ?3, ?4)");

    public void Run(string job, string owner, long token, long until) => _statement.Bind(1, job).Bind(2, owner).Bind(3, token).Bind(4, until).Run();
}
