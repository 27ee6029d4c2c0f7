using MemberGrains.Interfaces.Faults;

namespace MemberGrains.Storage.Sqlite;

/// <summary>
/// Whether a failed COMMIT may still come back. Its frames may stand whole in the log although this process does not
/// count them, and a restart would find them. The next commit overwrites them; until then nobody is told what the record
/// holds, because a restart could prove it wrong.
/// </summary>
internal sealed class Settlement(string cluster)
{
    private volatile bool _open;

    public bool IsOpen => _open;

    public void Open() => _open = true;

    public void Close() => _open = false;

    /// <exception cref="StoreUnavailableException">A commit of unknown fate is not settled yet.</exception>
    public void ThrowIfOpen()
    {
        if (_open) throw new StoreUnavailableException($"The record of cluster {cluster} is not available: a write of unknown fate is not settled yet.");
    }
}
