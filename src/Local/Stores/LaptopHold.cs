using MemberGrains.Storage.Sqlite;

namespace MemberGrains.Local.Stores;

/// <summary>
/// A data directory, and the servers that a file names, held for one laptop. A laptop is a cluster of its own, and a queue
/// has one active consumer: of two on the same servers, one would be told no news, and its views would never be live.
/// </summary>
internal sealed class LaptopHold : IDisposable
{
    private readonly DirectoryLock _data;
    private readonly DirectoryLock _servers;

    private LaptopHold(DirectoryLock data, DirectoryLock servers) => (_data, _servers) = (data, servers);

    /// <exception cref="DirectoryInUseException">Another laptop has the data directory.</exception>
    /// <exception cref="InvalidOperationException">Another laptop has the servers.</exception>
    public static LaptopHold Acquire(string data, string file)
    {
        var held = DirectoryLock.Acquire(data);
        try
        {
            return new LaptopHold(held, Servers(file));
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _servers.Dispose();
        _data.Dispose();
    }

    private static DirectoryLock Servers(string file)
    {
        try
        {
            return DirectoryLock.Acquire(file + ".laptop");
        }
        catch (DirectoryInUseException fault)
        {
            throw new InvalidOperationException($"A laptop runs on the servers of {file} already. Stop it first, or start other servers (MEMBERGRAINS_DATA names another directory for ./dev services up).", fault);
        }
    }
}
