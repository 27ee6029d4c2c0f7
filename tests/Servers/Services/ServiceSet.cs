using MemberGrains.Servers.MariaDb.Clusters;
using MemberGrains.Servers.Processes;
using MemberGrains.Servers.RabbitMq;
using MemberGrains.Servers.Redis;

namespace MemberGrains.Servers.Services;

/// <summary>All stores of a two-center cluster, in one directory.</summary>
public sealed class ServiceSet : IAsyncDisposable
{
    private static readonly string[] _centers = ["a", "b"];
    private static readonly string[] _roles = ["primary", "backup", "marketing"];

    // A version floor must stay until its time is over: nothing is evicted, and a full cache refuses writes.
    private static readonly Dictionary<string, string> _cache = new() { ["maxmemory"] = "256mb", ["maxmemory-policy"] = "noeviction" };

    private readonly List<SearchCluster> _search;
    private readonly ServerLifetime _lifetime;

    /// <param name="directory">Data, logs, ports and passwords of all of them; <c>services.json</c> for the product.</param>
    /// <param name="lifetime">Whether they end with this process.</param>
    /// <param name="search">Whether with search clusters, where they are to be had.</param>
    public ServiceSet(string directory, ServerLifetime lifetime, bool search = true)
    {
        _lifetime = lifetime;
        Directory = System.IO.Directory.CreateDirectory(directory).FullName;
        var accounts = ServiceAccounts.In(Directory);
        Records =
        [
            new MariaDbCluster("c0", 1, "a", "b", PathOf("c0"), lifetime, accounts.Record),
            new MariaDbCluster("c1", 2, "b", "a", PathOf("c1"), lifetime, accounts.Record),
        ];
        Brokers = _centers.ToDictionary(center => center, center => new RabbitMqBroker(Place($"rabbitmq-{center}"), new RabbitMqOptions(), accounts.RabbitMq));
        Caches = _centers.ToDictionary(center => center, center => new RedisServer(Place($"redis-{center}"), new RedisOptions { Password = accounts.RedisPassword, Settings = _cache }));
        _search = [.. (search ? _roles : []).Select(role => SearchCluster.Of(role, Directory, lifetime)).OfType<SearchCluster>()];
    }

    public string Directory { get; }

    public IReadOnlyList<MariaDbCluster> Records { get; }

    /// <summary>By center.</summary>
    public IReadOnlyDictionary<string, RabbitMqBroker> Brokers { get; }

    /// <summary>By center.</summary>
    public IReadOnlyDictionary<string, RedisServer> Caches { get; }

    /// <summary>The one file that Silo, Gateway and the laptop are told of.</summary>
    public string ConfigurationFile => PathOf("services.json");

    /// <summary>Every server that is ours.</summary>
    public IReadOnlyList<RealServer> Servers =>
    [
        .. Records.SelectMany(cluster => cluster.Nodes).Select(node => node.Server),
        .. Brokers.Values,
        .. Caches.Values,
        .. _search.Select(cluster => cluster.Node).OfType<RealServer>(),
    ];

    /// <summary>All of them, started; they go with this process.</summary>
    public static async Task<ServiceSet> StartNewAsync(bool search = true, CancellationToken cancel = default)
    {
        var services = new ServiceSet(ServerPlace.Temporary("services").Directory, ServerLifetime.OfParent, search);
        try
        {
            await services.UpAsync(cancel);
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }

        return services;
    }

    /// <summary>Where the search clusters are, by role; none where no Elasticsearch is to be had.</summary>
    public IReadOnlyDictionary<string, Uri> SearchUrls => _search.ToDictionary(cluster => cluster.Role, cluster => cluster.Url);

    /// <summary>Starts what does not run, and writes the product's configuration.</summary>
    public async Task UpAsync(CancellationToken cancel)
    {
        await Task.WhenAll(
        [
            .. Records.Select(cluster => cluster.StartAsync(cancel)),
            .. Servers.Where(server => !IsOfRecord(server)).Select(server => server.StartAsync(cancel)),
        ]);
        WriteConfiguration();
    }

    /// <summary>Ends them in the order of the data's way, so that nobody's work finds its target gone.</summary>
    public async Task DownAsync()
    {
        await Task.WhenAll(Records.Select(cluster => cluster.StopAsync()));
        await Task.WhenAll(Brokers.Values.Select(broker => broker.StopAsync()));
        await Task.WhenAll(Servers.Select(server => server.StopAsync()));
    }

    /// <summary>Starts one that was killed, in the role it has now.</summary>
    public async Task StartAsync(string name, CancellationToken cancel)
    {
        if (RecordOf(name) is { } cluster) await cluster.StartAsync(name, cancel);
        else await Server(name).StartAsync(cancel);
    }

    /// <summary>Makes a node the primary of its cluster, and tells the product's configuration.</summary>
    public async Task PromoteAsync(string name, AcknowledgedBy acknowledgedBy, CancellationToken cancel)
    {
        var cluster = RecordOf(name) ?? throw new ArgumentException($"{name} is no node of a MariaDB cluster.");
        await cluster.PromoteAsync(name, acknowledgedBy, cancel);
        WriteConfiguration();
    }

    public RealServer Server(string name) => Servers.FirstOrDefault(server => server.Name == name)
        ?? throw new ArgumentException($"No server {name}: {string.Join(", ", Servers.Select(server => server.Name))}.");

    /// <summary>Kills servers of this process and deletes their data; leaves those with a life of their own alone.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in Servers) await server.DisposeAsync();
        if (_lifetime == ServerLifetime.OfParent) System.IO.Directory.Delete(Directory, recursive: true);
    }

    /// <summary>How each of them is, by asking it.</summary>
    internal async Task<IReadOnlyList<ServiceRow>> StatusAsync() =>
    [
        .. await Task.WhenAll(Records.SelectMany(cluster => cluster.Nodes.Select(node => RowAsync(node.Server, RoleOf(cluster, node), node.Center)))),
        .. await Task.WhenAll(Brokers.Select(broker => RowAsync(broker.Value, "rabbitmq", broker.Key))),
        .. await Task.WhenAll(Caches.Select(cache => RowAsync(cache.Value, "redis", cache.Key))),
        .. await Task.WhenAll(_search.Select(cluster => cluster.RowAsync())),
    ];

    private static string RoleOf(MariaDbCluster cluster, ClusterNode node) =>
        node == cluster.Primary ? "mariadb, primary" : cluster.Acknowledges(node) ? "mariadb, acknowledges" : "mariadb, follows";

    private static async Task<ServiceRow> RowAsync(RealServer server, string role, string center) =>
        new(server.Name, role, center, server.Port == 0 ? "-" : $"{server.Port}", server.ProcessId, server.MemoryBytes, await server.IsAnsweringAsync());

    private bool IsOfRecord(RealServer server) => RecordOf(server.Name) is not null;

    private MariaDbCluster? RecordOf(string name) => Records.FirstOrDefault(cluster => cluster.Nodes.Any(node => node.Name == name));

    private void WriteConfiguration() => PrivateFile.Write(ConfigurationFile, ServicesConfiguration.Of(this));

    private ServerPlace Place(string name) => new(name, PathOf(name), _lifetime);

    private string PathOf(string name) => Path.Combine(Directory, name);
}
