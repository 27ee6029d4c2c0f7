using MemberGrains.Conformance.Storage.MySql;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Servers;
using MemberGrains.Servers.MariaDb;
using MemberGrains.Servers.MariaDb.Clusters;
using MemberGrains.Storage;
using MemberGrains.Storage.MySql;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Slots;
using MemberGrains.Testing;

namespace MemberGrains.Integration.Tests.MySql;

/// <summary>Cluster <c>c0</c> with its three replicas over two centers, and a single server as <c>c1</c>.</summary>
public sealed class ReplicatedPair : IAsyncLifetime
{
    private readonly MariaDbAccount _account = MariaDbAccount.New("membergrains_test");
    private MariaDbCluster? _cluster;
    private readonly List<MariaDbNode> _others = [];

    /// <summary>The replicated cluster.</summary>
    public MariaDbCluster Cluster => _cluster ?? throw new ServerMissingException(ServerPrograms.WhyMissing(Server.MariaDb) ?? "it was not started");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (ServerPrograms.WhyMissing(Server.MariaDb) is not null) return;
        _cluster = await MariaDbCluster.StartNewAsync();
        _others.Add(new MariaDbNode(ServerPlace.Temporary("c1"), new MariaDbOptions { ServerId = 100, GtidDomain = 2 }, _account));
        await _others[0].StartAsync();
        string grant = $"CREATE USER '{_account.User}'@'127.0.0.1' IDENTIFIED BY '{_account.Password}'; GRANT ALL ON `{MariaDbAccount.Database}%`.* TO '{_account.User}'@'127.0.0.1'";
        await _cluster.Primary.Server.QueryAsync(grant);
        await MySqlSchema.ApplyAsync(SlotMap.Default, Options());
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
        foreach (var other in _others) await other.DisposeAsync();
    }

    /// <summary>A record over both.</summary>
    public RecordStore Open(IPrimaryDirectory? primaries = null, Action<MySqlRecordOptions>? change = null)
    {
        var options = Options();
        change?.Invoke(options);
        return MySqlRecord.Open(SlotMap.Default, options, new RecordOptions(), TimeProvider.System, PatientTimeouts.Pipelines, primaries);
    }

    /// <summary>A new identity of the replicated cluster.</summary>
    public static IdentityKey Key()
    {
        while (true)
        {
            var key = Some.Phone();
            if (SlotMap.Default.ClusterOf(Slot.Of(key)).Id == "c0") return key;
        }
    }

    private MySqlRecordOptions Options()
    {
        var options = new MySqlRecordOptions { User = _account.User, Password = _account.Password };
        var c0 = new MySqlClusterOptions { Id = "c0", Home = "a", Primary = Cluster.Primary.Name };
        foreach (var node in Cluster.Nodes) c0.Nodes.Add(Node(node.Name, node.Center, node.Server.Port));
        var c1 = new MySqlClusterOptions { Id = "c1", Home = "b", Primary = "c1-b1" };
        c1.Nodes.Add(Node("c1-b1", "b", _others[0].Port));
        options.Clusters.Add(c0);
        options.Clusters.Add(c1);
        return options;
    }

    private static MySqlNodeOptions Node(string name, string center, int port) => new() { Name = name, Center = center, Host = "127.0.0.1", Port = port };
}
