using MemberGrains.Servers;
using MemberGrains.Servers.MariaDb;
using MemberGrains.Servers.MariaDb.Clusters;
using MemberGrains.Servers.Processes;
using MemberGrains.Storage.MySql;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Bench.MySql;

/// <summary>The two physical clusters on this machine: with their replicas, whose acknowledgement commits wait for, or each alone.</summary>
internal sealed class BenchServers : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _servers = [];

    private BenchServers(MySqlRecordOptions options) => Options = options;

    public MySqlRecordOptions Options { get; }

    public static async Task<BenchServers> StartAsync(bool replicas)
    {
        var servers = replicas ? await WithReplicasAsync() : await AloneAsync(new MariaDbOptions());
        await MySqlSchema.ApplyAsync(SlotMap.Default, servers.Options);
        return servers;
    }

    /// <summary>Each alone, with memory for so much of its tables.</summary>
    public static async Task<BenchServers> StartAsync(string bufferPool)
    {
        var servers = await AloneAsync(new MariaDbOptions { Settings = new Dictionary<string, string> { ["innodb_buffer_pool_size"] = bufferPool } });
        await MySqlSchema.ApplyAsync(SlotMap.Default, servers.Options);
        return servers;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers) await server.DisposeAsync();
    }

    private static async Task<BenchServers> AloneAsync(MariaDbOptions settings)
    {
        var account = MariaDbAccount.New("membergrains");
        var servers = new BenchServers(new MySqlRecordOptions { User = account.User, Password = account.Password });
        foreach (var cluster in SlotMap.Default.Clusters)
        {
            var node = new MariaDbNode(ServerPlace.Temporary(cluster.Id), settings, account);
            servers._servers.Add(node);
            await node.StartAsync();
            servers.Add(cluster, node.Name, [(node.Name, cluster.HomeCenter, node.Port)]);
        }

        return servers;
    }

    /// <summary>Both clusters have accounts of their own; the bench's is made on each.</summary>
    private static async Task<BenchServers> WithReplicasAsync()
    {
        var account = MariaDbAccount.New("membergrains_bench");
        var servers = new BenchServers(new MySqlRecordOptions { User = account.User, Password = account.Password });
        int number = 0;
        foreach (var its in SlotMap.Default.Clusters)
        {
            string away = its.HomeCenter == "a" ? "b" : "a";
            var cluster = new MariaDbCluster(its.Id, ++number, its.HomeCenter, away, ServerPlace.Temporary(its.Id).Directory, ServerLifetime.OfParent);
            servers._servers.Add(cluster);
            await cluster.StartAsync();
            await cluster.Primary.Server.QueryAsync(
                $"CREATE USER '{account.User}'@'127.0.0.1' IDENTIFIED BY '{account.Password}'; GRANT ALL ON `{MariaDbAccount.Database}%`.* TO '{account.User}'@'127.0.0.1'");
            servers.Add(its, cluster.Primary.Name, cluster.Nodes.Select(node => (node.Name, node.Center, node.Server.Port)));
        }

        return servers;
    }

    private void Add(PhysicalCluster cluster, string primary, IEnumerable<(string Name, string Center, int Port)> nodes)
    {
        var options = new MySqlClusterOptions { Id = cluster.Id, Home = cluster.HomeCenter, Primary = primary };
        foreach (var (name, center, port) in nodes) options.Nodes.Add(new MySqlNodeOptions { Name = name, Center = center, Host = "127.0.0.1", Port = port });
        Options.Clusters.Add(options);
    }
}
