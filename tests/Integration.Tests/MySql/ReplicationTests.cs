using System.Collections.Immutable;
using MemberGrains.Conformance.Storage;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Servers;
using MemberGrains.Servers.Testing;
using MemberGrains.Storage;
using MemberGrains.Storage.Port;

namespace MemberGrains.Integration.Tests.MySql;

/// <summary>A cluster of four: reads near their center, lag that is told and then avoided, a promotion without a restart.</summary>
[Needs(Server.MariaDb)]
public sealed class ReplicationTests(ReplicatedPair pair) : IClassFixture<ReplicatedPair>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [ServerFact]
    public async Task A_replica_that_stands_still_says_so_and_beyond_its_budget_the_primary_is_read()
    {
        await using var patient = pair.Open(change: options => options.ReplicaLagBudgetMs = 60_000);
        await using var strict = pair.Open();
        var key = ReplicatedPair.Key();
        await ChangeAsync(patient, key);
        await Eventually.TrueAsync(async () => (await ReadAsync(patient, "b", key)).Row.Version == 1);
        var away = pair.Cluster.Nodes.Where(node => node.Center == "b").ToList();
        foreach (var node in away) await node.Server.QueryAsync("STOP SLAVE SQL_THREAD");
        try
        {
            var before = TimeProvider.System.GetUtcNow();
            await ChangeAsync(patient, key);
            var late = await ReadAsync(patient, "b", key);
            Assert.Equal(1, late.Row.Version);
            Assert.True(late.CaughtUpTo < before, $"It says {late.CaughtUpTo:O}, and does not show what was committed after {before:O}.");
            await Eventually.TrueAsync(async () => (await ReadAsync(strict, "b", key)).Row.Version == 2);
            Assert.Equal(1, (await ReadAsync(patient, "b", key)).Row.Version);
        }
        finally
        {
            foreach (var node in away) await node.Server.QueryAsync("START SLAVE SQL_THREAD");
        }

        await Eventually.TrueAsync(async () => (await ReadAsync(patient, "b", key)).Row.Version == 2);
    }

    [ServerFact]
    public async Task What_a_replica_says_it_shows_up_to_it_shows()
    {
        await using var record = pair.Open();
        for (int i = 0; i < 40; i++)
        {
            var key = ReplicatedPair.Key();
            await ChangeAsync(record, key);
            // All servers of this machine have one clock; read when the commit had been acknowledged.
            var acknowledged = TimeProvider.System.GetUtcNow();
            foreach (string center in (string[])["a", "b"])
            {
                var row = await ReadAsync(record, center, key);
                if (row.CaughtUpTo >= acknowledged) Assert.Equal(1, row.Row.Version);
            }
        }
    }

    [ServerFact]
    public async Task With_the_replicas_of_a_center_gone_its_reads_go_to_the_primary()
    {
        await using var record = pair.Open();
        var key = ReplicatedPair.Key();
        await ChangeAsync(record, key);
        var home = pair.Cluster.Nodes.Single(node => node.Center == pair.Cluster.Primary.Center && node != pair.Cluster.Primary);
        await home.Server.KillAsync();
        try
        {
            var row = await ReadAsync(record, home.Center, key);
            Assert.Equal(1, row.Row.Version);
        }
        finally
        {
            await pair.Cluster.StartAsync(home.Name);
        }
    }

    [ServerFact]
    public async Task A_promotion_is_followed_without_a_restart_and_nothing_acknowledged_is_lost()
    {
        var old = pair.Cluster.Primary;
        var primaries = new NamedPrimary(old.Name);
        await using var record = pair.Open(primaries);
        var heard = ImmutableArray.CreateBuilder<IdentityKey>();
        using var stop = new CancellationTokenSource();
        var writing = WriteAsync(record, heard, stop.Token);
        await Eventually.TrueAsync(() => Task.FromResult(heard.Count > 100));
        await old.Server.KillAsync();
        string next = pair.Cluster.Nodes.First(node => node.Center != old.Center).Name;
        await pair.Cluster.PromoteAsync(next, Servers.MariaDb.Clusters.AcknowledgedBy.HomeReplica);
        int before = heard.Count;
        primaries.Promote(next);
        await Eventually.TrueAsync(() => Task.FromResult(heard.Count > before + 100));
        await stop.CancelAsync();
        await writing;
        foreach (var key in heard) Assert.True((await record.Rows.LoadAsync(key, None)).Row.Version >= 1, $"{key} is lost.");

        // An answer that is older than another one is not followed.
        primaries.Forget();
        Assert.Equal(CommitResult.Committed, await ChangeAsync(record, ReplicatedPair.Key()));
        await pair.Cluster.StartAsync(old.Name);
        await pair.Cluster.PromoteAsync(old.Name);
    }

    private static async Task WriteAsync(RecordStore record, ImmutableArray<IdentityKey>.Builder heard, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var keys = Enumerable.Range(0, 20).Select(_ => ReplicatedPair.Key()).ToList();
            var committed = await Task.WhenAll(keys.Select(async key =>
            {
                try
                {
                    return await ChangeAsync(record, key) == CommitResult.Committed;
                }
                catch (Exception fault) when (fault is StoreUnavailableException or FateUnknownException)
                {
                    return false;
                }
            }));
            heard.AddRange(keys.Where((_, i) => committed[i]));
        }
    }

    private static async Task<CommitResult> ChangeAsync(RecordStore record, IdentityKey key) =>
        await record.Rows.CommitAsync(Commits.Change(await record.Rows.LoadAsync(key, None), TimeProvider.System.GetUtcNow()), None);

    private static async Task<ReplicaRow> ReadAsync(RecordStore record, string center, IdentityKey key) =>
        Assert.Single(await record.Replicas.ReadAsync(center, [key], None)) ?? throw new InvalidOperationException($"Nobody could read for center {center}.");
}
