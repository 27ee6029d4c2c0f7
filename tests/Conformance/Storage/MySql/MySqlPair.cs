using MemberGrains.Servers;
using MemberGrains.Servers.MariaDb;
using MemberGrains.Storage.MySql;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Conformance.Storage.MySql;

/// <summary>The two physical clusters of the default slot map, a server each, with the record's schema; one pair for all suites.</summary>
public sealed class MySqlPair : IAsyncLifetime
{
    private readonly Func<string, MariaDbOptions> _settings;
    private readonly MariaDbAccount _account = MariaDbAccount.New("membergrains");
    private readonly List<MariaDbNode> _nodes = [];

    /// <summary>Plain servers.</summary>
    public MySqlPair()
        : this(new MariaDbOptions())
    {
    }

    internal MySqlPair(MariaDbOptions settings)
        : this(_ => settings)
    {
    }

    /// <param name="settings">By the cluster's id; with TLS for both or for none.</param>
    internal MySqlPair(Func<string, MariaDbOptions> settings) => _settings = settings;

    /// <summary>The server of each cluster, in the slot map's order.</summary>
    public IReadOnlyList<MariaDbNode> Nodes => _nodes.Count > 0 ? _nodes : throw new ServerMissingException(ServerPrograms.WhyMissing(Server.MariaDb) ?? "they were not started");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (ServerPrograms.WhyMissing(Server.MariaDb) is not null) return;
        foreach (var cluster in SlotMap.Default.Clusters) _nodes.Add(new MariaDbNode(ServerPlace.Temporary(cluster.Id), _settings(cluster.Id), _account));
        await Task.WhenAll(_nodes.Select(node => node.StartAsync()));
        await MySqlSchema.ApplyAsync(SlotMap.Default, Options());
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
    }

    /// <summary>New options for the pair.</summary>
    public MySqlRecordOptions Options()
    {
        var options = new MySqlRecordOptions { User = _account.User, Password = _account.Password };
        if (_settings(SlotMap.Default.Clusters[0].Id).Tls is { } tls) (options.Tls, options.TlsCa) = (MySqlTls.Required, tls.CaFile);
        foreach (var (cluster, node) in SlotMap.Default.Clusters.Zip(Nodes))
        {
            var one = new MySqlClusterOptions { Id = cluster.Id, Home = cluster.HomeCenter, Primary = node.Name };
            one.Nodes.Add(new MySqlNodeOptions { Name = node.Name, Center = cluster.HomeCenter, Host = "127.0.0.1", Port = node.Port });
            options.Clusters.Add(one);
        }

        return options;
    }

    /// <summary>Empties every table: making them anew for each test would take seconds.</summary>
    public Task EmptyAsync() => Task.WhenAll(SlotMap.Default.Clusters.Zip(Nodes, (cluster, node) => node.QueryAsync(Emptying(cluster))));

    private static string Emptying(PhysicalCluster cluster)
    {
        string[] tables = ["outbox", "center_out", "center_backlog", "recorded_answer", "unfinished_row", "job_fence"];
        var slots = Enumerable.Range(cluster.FirstSlot, cluster.LastSlot - cluster.FirstSlot + 1);
        var deletes = tables.Concat(slots.SelectMany(slot => (string[])[$"member_identity_{slot:D4}", $"member_history_{slot:D4}"])).Select(table => $"DELETE FROM {table};");
        return $"USE {MariaDbAccount.Database}; START TRANSACTION; {string.Concat(deletes)} UPDATE slot_epoch SET epoch = 1; UPDATE heartbeat SET at = 0; COMMIT;";
    }
}
