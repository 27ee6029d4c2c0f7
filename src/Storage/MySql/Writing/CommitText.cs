using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Faults;

namespace MemberGrains.Storage.MySql.Writing;

/// <summary>
/// The round trip that writes and commits. A result between the writes and COMMIT tells their errors apart: one that comes
/// before it is a write's, and the server has not come to COMMIT; one after it is COMMIT's own.
/// </summary>
internal sealed class CommitText(NodeConnection connection)
{
    private bool _sent;
    private bool _atCommit;

    public void Send(BatchPlan plan)
    {
        new WriteBatch(connection).Write(plan);
        connection.Sql.Sql("SELECT 1;COMMIT");
        _sent = true;
        connection.Query(_ => _atCommit = true);
    }

    /// <summary>What was open when the connection was lost is rolled back by the server, unless COMMIT was on its way.</summary>
    public bool MayHaveCommitted(NodeFault fault) => _sent && (fault.IsLost || (_atCommit && !ServerErrors.RefusesCommit(fault.Number)));
}
