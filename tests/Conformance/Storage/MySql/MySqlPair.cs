using System.Collections.Concurrent;
using MemberGrains.Servers;
using MemberGrains.Servers.MariaDb;
using MemberGrains.Storage.MySql;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Conformance.Storage.MySql;

/// <summary>The two physical clusters of the default slot map, a server each, with the record's schema; one pair for all suites.</summary>
public sealed class MySqlPair : IAsyncLifetime
{
    private const string Fixed = """
        DELETE FROM outbox; DELETE FROM center_out; DELETE FROM center_backlog; DELETE FROM recorded_answer; DELETE FROM unfinished_row; DELETE FROM job_fence;
        UPDATE slot_epoch SET epoch = 1; UPDATE heartbeat SET at = 0;
        """;

    private const string Written = $"""

        DELIMITER //
        FOR written IN (SELECT SUBSTRING_INDEX(name, '/', -1) AS name FROM information_schema.innodb_sys_tablestats
                        WHERE name LIKE '{MariaDbAccount.Database}/member%' AND (num_rows > 0 OR modified_counter > 0))
        DO EXECUTE IMMEDIATE CONCAT('DELETE FROM ', written.name);
        END FOR//
        DELIMITER ;

        """;

    private readonly Func<string, MariaDbOptions> _settings;
    private readonly MariaDbAccount _account = MariaDbAccount.New("membergrains");
    private readonly List<MariaDbNode> _nodes = [];

    /// <summary>Process of the server of each cluster when it was emptied last.</summary>
    private readonly ConcurrentDictionary<string, int> _emptied = new();

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

    /// <summary>Empties the tables: making them anew for each test would take seconds.</summary>
    public Task EmptyAsync() => Task.WhenAll(SlotMap.Default.Clusters.Zip(Nodes, EmptyAsync));

    private async Task EmptyAsync(PhysicalCluster cluster, MariaDbNode node)
    {
        // What a server counts of its tables is right for as long as it runs. A thousand tables are emptied only after that.
        bool counted = _emptied.GetValueOrDefault(cluster.Id) == node.ProcessId;
        await node.QueryAsync($"USE {MariaDbAccount.Database}; START TRANSACTION; {Fixed} {(counted ? Written : Every(cluster))} COMMIT;");
        _emptied[cluster.Id] = node.ProcessId;
    }

    private static string Every(PhysicalCluster cluster) => string.Concat(
        Enumerable.Range(cluster.FirstSlot, cluster.LastSlot - cluster.FirstSlot + 1).Select(slot => $"DELETE FROM member_identity_{slot:D4}; DELETE FROM member_history_{slot:D4};"));
}
