using MemberGrains.Servers.Processes;

namespace MemberGrains.Servers.MariaDb.Clusters;

/// <summary>
/// One primary and three replicas over two centers, two nodes in each. A commit is acknowledged when a replica of the center
/// that the primary is not in holds it; the one beside the primary only follows. Any node may be killed and started again.
/// </summary>
/// <remarks>For one caller at a time. Who is primary outlives everything, in a file.</remarks>
public sealed class MariaDbCluster : IAsyncDisposable
{
    private readonly string _stateFile;
    private ClusterState _state;

    /// <param name="id">Nodes are called <c>id-center1</c> and <c>id-center2</c>.</param>
    /// <param name="number">Different for each cluster, from 1.</param>
    /// <param name="home">Center of the first primary.</param>
    /// <param name="directory">Of the whole cluster; kept when the nodes have a life of their own.</param>
    /// <param name="account">The product's, when the cluster is made; null for one of its own.</param>
    public MariaDbCluster(string id, int number, string home, string away, string directory, ServerLifetime lifetime, MariaDbAccount? account = null)
    {
        (Id, Home) = (id, home);
        Directory.CreateDirectory(directory);
        _stateFile = Path.Combine(directory, "cluster.json");
        _state = ClusterState.Read(_stateFile) ?? ClusterState.New($"{id}-{home}1", account ?? MariaDbAccount.New("membergrains"));
        string[] names = [$"{home}1", $"{home}2", $"{away}1", $"{away}2"];
        Nodes =
        [
            .. names.Select((name, index) => new ClusterNode(
                $"{id}-{name}",
                index < 2 ? home : away,
                new MariaDbNode(
                    new ServerPlace($"{id}-{name}", Path.Combine(directory, $"{id}-{name}"), lifetime),
                    new MariaDbOptions { GtidDomain = number, MakesAccount = false },
                    _state.Application))),
        ];
    }

    public string Id { get; }

    /// <summary>The center whose slots the cluster holds.</summary>
    public string Home { get; }

    public IReadOnlyList<ClusterNode> Nodes { get; }

    public ClusterNode Primary => this[_state.Primary];

    /// <summary>The product's account, the same on every node.</summary>
    public MariaDbAccount Account => _state.Application;

    public AcknowledgedBy AcknowledgedBy => _state.AcknowledgedBy;

    public ClusterNode this[string name] => Nodes.Single(node => node.Name == name);

    /// <summary>A cluster of its own at home in center a, started; it goes with this process.</summary>
    public static async Task<MariaDbCluster> StartNewAsync(string id = "c0", CancellationToken cancel = default)
    {
        var cluster = new MariaDbCluster(id, 1, "a", "b", ServerPlace.Temporary(id).Directory, ServerLifetime.OfParent);
        try
        {
            await cluster.StartAsync(cancel);
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }

        return cluster;
    }

    /// <summary>Whether a replica's acknowledgement counts now.</summary>
    public bool Acknowledges(ClusterNode node) =>
        node.Name != _state.Primary && (node.Center == Primary.Center) == (_state.AcknowledgedBy == AcknowledgedBy.HomeReplica);

    /// <summary>Starts every node that does not run; the primary takes writes when all is done.</summary>
    public async Task StartAsync(CancellationToken cancel = default)
    {
        var started = Nodes.Where(node => !node.Server.IsRunning).ToList();
        await LaunchAsync(started, cancel);
        if (!_state.HasAccounts)
        {
            await Primary.Server.QueryAsync(_state.Application.ApplicationSql + _state.Replication.ReplicationSql, cancel);
            Change(_state with { HasAccounts = true });
        }

        if (started.Contains(Primary)) await OpenAsync(cancel);
        else await Task.WhenAll(started.Select(node => JoinAsync(node, cancel)));
    }

    /// <summary>
    /// Starts a node that was killed in the role it has now: the primary opens, with its replicas; any other joins, a former
    /// primary without what was never acknowledged. One that holds more than the cluster does is made anew.
    /// </summary>
    public async Task StartAsync(string name, CancellationToken cancel = default)
    {
        var node = this[name];
        await LaunchAsync([node], cancel);
        if (node == Primary) await OpenAsync(cancel);
        else if (Primary.Server.IsRunning) await JoinAsync(node, cancel);
    }

    /// <summary>Makes another node primary, whether the old one lives or not. Nothing acknowledged is lost.</summary>
    /// <param name="acknowledgedBy">From now on.</param>
    /// <exception cref="PromotionRefusedException">A replica that may hold what nobody else does is away.</exception>
    public async Task PromoteAsync(string name, AcknowledgedBy acknowledgedBy = AcknowledgedBy.AwayReplicas, CancellationToken cancel = default)
    {
        var next = this[name];
        if (next == Primary) return;
        await new Promotion(this, _state.Replication).PrepareAsync(next, cancel);

        // Decided here, before anybody may write: whoever starts from now on starts as its replica.
        Change(_state with { Primary = name, AcknowledgedBy = acknowledgedBy });
        await OpenAsync(cancel);
    }

    /// <summary>Changes who acknowledges. Ends when they hold everything that was committed before, and each next commit waits for one of them.</summary>
    /// <exception cref="TimeoutException">One of them did not attach to the primary.</exception>
    public async Task AcknowledgeAsync(AcknowledgedBy acknowledgedBy, CancellationToken cancel = default)
    {
        Change(_state with { AcknowledgedBy = acknowledgedBy });
        await FollowAsync(cancel);
    }

    /// <summary>Stops the nodes, the primary first, so that its last commits still find their replicas.</summary>
    public async Task StopAsync()
    {
        await Primary.Server.StopAsync();
        await Task.WhenAll(Nodes.Select(node => node.Server.StopAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes) await node.Server.DisposeAsync();
    }

    private void Change(ClusterState state)
    {
        state.Save(_stateFile);
        _state = state;
    }

    private async Task LaunchAsync(List<ClusterNode> nodes, CancellationToken cancel)
    {
        int start = _state.Starts;
        Change(_state with { Starts = start + nodes.Count });
        foreach (var node in nodes) node.Server.Role = ReplicationLink.AtStart(node == Primary, ++start);
        await Task.WhenAll(nodes.Select(node => node.Server.StartAsync(cancel)));
    }

    /// <summary>Opens the primary to writers: acknowledgement is on before the first of them can commit.</summary>
    private async Task OpenAsync(CancellationToken cancel)
    {
        await Primary.Server.LeadAsync(cancel);
        await FollowAsync(cancel);
        await Primary.Server.QueryAsync("SET GLOBAL read_only = OFF", cancel);
    }

    /// <summary>Points all replicas that run to the primary, and waits for those that acknowledge.</summary>
    private async Task FollowAsync(CancellationToken cancel)
    {
        var replicas = Nodes.Where(node => node != Primary && node.Server.IsRunning).ToList();
        await Task.WhenAll(replicas.Select(node => JoinAsync(node, cancel)));
        string written = await Primary.Server.QueryAsync("SELECT @@gtid_binlog_pos", cancel);
        var acknowledging = replicas.Where(Acknowledges).ToList();
        await Task.WhenAll(acknowledging.Select(node => node.Server.AppliedAsync(written, cancel)));
        await Primary.Server.AttachedAsync(acknowledging.Count, cancel);
    }

    private async Task JoinAsync(ClusterNode node, CancellationToken cancel)
    {
        if (await node.Server.FollowAsync(Primary.Server, _state.Replication, Acknowledges(node), cancel)) return;

        // It had been sent what no replica acknowledged, and the primary that sent it is no more. Nobody was promised that.
        await new Rebuild(this).OfAsync(node, cancel);
        await LaunchAsync([node], cancel);
        if (!await node.Server.FollowAsync(Primary.Server, _state.Replication, Acknowledges(node), cancel))
            throw new ServerNotReadyException($"{node.Name} does not follow {Primary.Name}, although made anew.\n{node.Server.LogTail()}");
    }
}
