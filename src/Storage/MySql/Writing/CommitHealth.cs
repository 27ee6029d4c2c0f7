using MemberGrains.Interfaces.Faults;
using Microsoft.Extensions.Logging;

namespace MemberGrains.Storage.MySql.Writing;

/// <summary>
/// Whether commits of a cluster are acknowledged. One that was sent and not answered in time says that they are not: no
/// away replica acknowledges, or the server has fallen silent. Then no other write is tried until one is answered again, or
/// callers would be left with one unknown fate after the other.
/// </summary>
internal sealed class CommitHealth(string cluster, ILogger log)
{
    private bool _hanging;

    public bool Hanging => Volatile.Read(ref _hanging);

    public void Hangs(string node)
    {
        if (!Interlocked.Exchange(ref _hanging, true)) MySqlLog.CommitsHang(log, cluster, node);
    }

    public void Flows()
    {
        if (Interlocked.Exchange(ref _hanging, false)) MySqlLog.CommitsFlow(log, cluster);
    }

    /// <exception cref="StoreUnavailableException">Commits hang.</exception>
    public void ThrowIfHanging()
    {
        if (Hanging) throw new StoreUnavailableException($"The record of cluster {cluster} is not available: its commits are not acknowledged.");
    }
}
