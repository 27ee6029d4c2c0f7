using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>Who holds a job, with which token, until when (milliseconds since the Unix epoch); null if nobody ever did.</summary>
internal sealed class ReadFence(Database database)
{
    private readonly Statement _statement = database.Prepare("SELECT owner, token, until FROM job_fence WHERE job = ?1");

    public (string Owner, long Token, long Until)? Run(string job)
    {
        if (!_statement.Bind(1, job).Step()) return null;
        var fence = (_statement.Text(0), _statement.Int64(1), _statement.Int64(2));
        _statement.Reset();
        return fence;
    }
}
