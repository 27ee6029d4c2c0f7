using System.Collections.Concurrent;
using MemberGrains.Servers.MariaDb.Clusters;
using MemberGrains.Servers.Processes;

namespace MemberGrains.Servers.Tests.Clusters;

/// <summary>Writes numbers with the product's account, a transaction each, and keeps those that were acknowledged.</summary>
internal sealed class Writer(MariaDbCluster cluster)
{
    private readonly ConcurrentQueue<int> _acknowledged = [];
    private int _last;

    public IReadOnlyCollection<int> Acknowledged => _acknowledged;

    public static Task MakeTableAsync(MariaDbCluster cluster) => cluster.Primary.Server.QueryAsync("CREATE TABLE membergrains.written (id INT PRIMARY KEY)");

    /// <summary>Until the node goes away, or the time is over.</summary>
    public async Task WriteAsync(MariaDbNodePort port, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            int id = Interlocked.Increment(ref _last);
            try
            {
                await InsertAsync(port, id, cancel);
                _acknowledged.Enqueue(id);
            }
            catch (Exception error) when (error is ToolFailedException or OperationCanceledException)
            {
                return;
            }
        }
    }

    public async Task WriteOneAsync()
    {
        int id = Interlocked.Increment(ref _last);
        await InsertAsync(new MariaDbNodePort(cluster.Primary.Server.Port), id, CancellationToken.None);
        _acknowledged.Enqueue(id);
    }

    private Task<string> InsertAsync(MariaDbNodePort port, int id, CancellationToken cancel) => Tool.RunAsync(
        new ServerCommand("mariadb", "--no-defaults", "--host=127.0.0.1", $"--port={port.Port}", $"--user={cluster.Account.User}", $"--password={cluster.Account.Password}", "membergrains"),
        $"INSERT INTO written VALUES ({id})",
        cancel);
}

/// <summary>Where a node was when the writer began; it does not follow a promotion.</summary>
internal readonly record struct MariaDbNodePort(int Port);
