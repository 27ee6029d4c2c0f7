using MemberGrains.Servers.MariaDb.Clusters;
using MemberGrains.Servers.Testing;

namespace MemberGrains.Servers.Tests.Clusters;

[Needs(Server.MariaDb)]
public sealed class MariaDbClusterTests : IAsyncLifetime
{
    private MariaDbCluster _cluster = null!;
    private Writer _writer = null!;

    public async Task InitializeAsync()
    {
        if (ServerPrograms.WhyMissing(Server.MariaDb) is not null) return;
        _cluster = await MariaDbCluster.StartNewAsync();
        await Writer.MakeTableAsync(_cluster);
        _writer = new Writer(_cluster);
    }

    public async Task DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
    }

    [ServerFact]
    public async Task Only_away_replicas_acknowledge_and_a_commit_waits_for_one()
    {
        Assert.Equal(["c0-b1", "c0-b2"], _cluster.Nodes.Where(_cluster.Acknowledges).Select(node => node.Name));
        Assert.Equal("2", await StatusAsync("Rpl_semi_sync_master_clients"));
        await _writer.WriteOneAsync();

        await _cluster["c0-b1"].Server.KillAsync();
        await _cluster["c0-b2"].Server.KillAsync();
        var waiting = _writer.WriteOneAsync();
        await Eventually.TrueAsync(async () => await StatusAsync("Rpl_semi_sync_master_wait_sessions") == "1");
        Assert.False(waiting.IsCompleted);
        Assert.Equal("ON", await StatusAsync("Rpl_semi_sync_master_status"));
        Assert.Equal("1", await CountAsync("c0-a1"));

        await _cluster.StartAsync("c0-b2");
        await waiting;
        Assert.Equal("2", await CountAsync("c0-a1"));
    }

    [ServerFact]
    public async Task A_primary_killed_under_load_comes_back_as_primary_with_all_it_acknowledged()
    {
        await KilledUnderLoadAsync("c0-a1");

        await _cluster.StartAsync("c0-a1");

        Assert.Equal("c0-a1", _cluster.Primary.Name);
        await AllHoldWhatWasAcknowledgedAsync();
    }

    [ServerFact]
    public async Task An_away_replica_takes_over_with_all_that_was_acknowledged_and_the_old_primary_joins()
    {
        await KilledUnderLoadAsync("c0-a1");

        await _cluster.PromoteAsync("c0-b1", AcknowledgedBy.AwayReplicas);
        await _writer.WriteOneAsync();
        int[] others = Processes();
        await _cluster.StartAsync("c0-a1");

        Assert.Equal(others, Processes());
        Assert.Equal("1", await _cluster["c0-a1"].Server.QueryAsync("SELECT @@read_only"));
        await AllHoldWhatWasAcknowledgedAsync();
    }

    [ServerFact]
    public async Task With_the_whole_home_center_killed_the_other_one_goes_on_and_takes_it_back()
    {
        await KilledUnderLoadAsync("c0-a1", "c0-a2");

        await _cluster.PromoteAsync("c0-b2", AcknowledgedBy.HomeReplica);
        await _writer.WriteOneAsync();
        await _cluster.StartAsync("c0-a1");
        await _cluster.StartAsync("c0-a2");
        await _cluster.AcknowledgeAsync(AcknowledgedBy.AwayReplicas);
        Assert.Equal("2", await StatusAsync("Rpl_semi_sync_master_clients"));
        await _cluster.PromoteAsync("c0-a1");

        Assert.Equal("c0-a1", _cluster.Primary.Name);
        await AllHoldWhatWasAcknowledgedAsync();
    }

    [ServerFact]
    public async Task A_replica_that_was_sent_what_nobody_acknowledged_is_made_anew()
    {
        await _writer.WriteOneAsync();
        await _cluster["c0-b1"].Server.QueryAsync("STOP SLAVE");
        await _cluster["c0-b2"].Server.QueryAsync("STOP SLAVE");
        var never = _writer.WriteAsync(new MariaDbNodePort(_cluster.Primary.Server.Port), CancellationToken.None);
        await Eventually.TrueAsync(async () => await CountAsync("c0-a2") == "2");
        await _cluster["c0-a1"].Server.KillAsync();
        await _cluster["c0-a2"].Server.KillAsync();
        await never;
        Assert.Single(_writer.Acknowledged);
        await _cluster["c0-b1"].Server.QueryAsync("START SLAVE");
        await _cluster["c0-b2"].Server.QueryAsync("START SLAVE");

        await _cluster.PromoteAsync("c0-b1", AcknowledgedBy.HomeReplica);
        await _writer.WriteOneAsync();
        await _cluster.StartAsync("c0-a1");
        await _cluster.StartAsync("c0-a2");

        await AllHoldWhatWasAcknowledgedAsync();
        Assert.Equal("1\n3\n4", await _cluster["c0-a2"].Server.QueryAsync("SELECT id FROM membergrains.written ORDER BY id"));
    }

    [ServerFact]
    public async Task A_promotion_that_could_lose_something_is_refused()
    {
        await _cluster["c0-b2"].Server.KillAsync();
        await _cluster["c0-a1"].Server.KillAsync();

        var refused = await Assert.ThrowsAsync<PromotionRefusedException>(() => _cluster.PromoteAsync("c0-b1"));
        Assert.Contains("c0-b2", refused.Message, StringComparison.Ordinal);
        await _cluster.StartAsync("c0-b2");
        await Assert.ThrowsAsync<PromotionRefusedException>(() => _cluster.PromoteAsync("c0-b1"));
        Assert.Equal("c0-a1", _cluster.Primary.Name);
    }

    private async Task KilledUnderLoadAsync(params string[] names)
    {
        int enough = _writer.Acknowledged.Count + 50;
        using var stop = new CancellationTokenSource();
        var port = new MariaDbNodePort(_cluster.Primary.Server.Port);
        var writing = Enumerable.Range(0, 4).Select(_ => _writer.WriteAsync(port, stop.Token)).ToList();
        await Eventually.TrueAsync(() => Task.FromResult(_writer.Acknowledged.Count >= enough));
        await Task.WhenAll(names.Select(name => _cluster[name].Server.KillAsync()));
        await Task.WhenAll(writing);
    }

    private async Task AllHoldWhatWasAcknowledgedAsync()
    {
        await _writer.WriteOneAsync();
        string expected = await _cluster.Primary.Server.QueryAsync("SELECT id FROM membergrains.written ORDER BY id");
        Assert.Empty(_writer.Acknowledged.Except(expected.Split('\n').Select(int.Parse)));
        foreach (var node in _cluster.Nodes)
            await Eventually.TrueAsync(async () => await node.Server.QueryAsync("SELECT id FROM membergrains.written ORDER BY id") == expected);
    }

    /// <summary>Of all but the first primary: one that served for a copy has another one.</summary>
    private int[] Processes() => [.. _cluster.Nodes.Skip(1).Select(node => node.Server.ProcessId)];

    private Task<string> CountAsync(string name) => _cluster[name].Server.QueryAsync("SELECT COUNT(*) FROM membergrains.written");

    private Task<string> StatusAsync(string name) =>
        _cluster.Primary.Server.QueryAsync($"SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = '{name}'");
}
