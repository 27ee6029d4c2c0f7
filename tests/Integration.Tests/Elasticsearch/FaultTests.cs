using MemberGrains.Interfaces.Identities;
using MemberGrains.ReadModels.Elasticsearch;
using MemberGrains.Resilience.Dependencies;
using MemberGrains.Servers;
using MemberGrains.Servers.Testing;
using MemberGrains.Testing;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace MemberGrains.Integration.Tests.Elasticsearch;

/// <summary>A node that is killed, frozen or blocked.</summary>
[Needs(Server.Elasticsearch)]
public sealed class FaultTests(ElasticsearchFixture fixture) : IClassFixture<ElasticsearchFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [ServerFact]
    public async Task Nothing_acknowledged_is_missing_after_a_node_was_killed_under_bulk()
    {
        var node = fixture.Server;
        using var place = new SearchPlace(node.Url);
        var cluster = place.Open();
        await cluster.CountAsync(None);
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 3).Select(_ => WriteAsync(cluster, stop.Token)).ToArray();

        for (int i = 0; i < 2; i++)
        {
            int before = writers.Sum(writer => writer.Acknowledged.Count);
            await Eventually.TrueAsync(() => Task.FromResult(writers.Sum(writer => writer.Acknowledged.Count) > before + 5), TimeSpan.FromMinutes(4));
            await node.RestartAsync();
        }

        stop.Cancel();
        await Task.WhenAll(writers.Select(writer => writer.Done));
        var acknowledged = writers.SelectMany(writer => writer.Acknowledged).SelectMany(batch => batch).ToArray();
        await cluster.RefreshAsync(None);
        var found = await cluster.GetIdentitiesAsync([.. acknowledged.Select(document => document.Key)], None);
        Assert.DoesNotContain(null, found);
        Assert.True(acknowledged.Length > 100);
    }

    [ServerFact]
    public async Task A_frozen_node_costs_no_more_than_the_time_out_and_then_nothing()
    {
        var node = fixture.Server;
        using var place = new SearchPlace(node.Url);
        var table = SearchPlace.Patient();
        table.SearchQuery = new DependencyOptions { TimeoutMs = 400, Retries = 1, BreakerMinimum = 3, BreakerPauseMs = 500, BreakerWindowMs = 30_000 };
        var cluster = place.Open(table: table);
        var key = Some.Phone();
        await cluster.BulkAsync(SomeDocuments.Batch((key, 1)), None);
        await Eventually.TrueAsync(async () => await cluster.GetIdentitiesAsync([key], None) is [not null]);

        await node.FreezeAsync();
        long began = TimeProvider.System.GetTimestamp();
        await Assert.ThrowsAsync<TimeoutRejectedException>(async () => await cluster.GetIdentitiesAsync([key], None));
        var took = TimeProvider.System.GetElapsedTime(began);
        // One time-out, not one for each try; what is above it is this machine's scheduling.
        Assert.InRange(took.TotalMilliseconds, 390, 4_000);
        await Eventually.TrueAsync(async () => await FaultOfAsync(cluster, key) is BrokenCircuitException);

        node.Thaw();
        await Eventually.TrueAsync(async () => await AnswersAsync(cluster, key));
    }

    [ServerFact]
    public async Task An_index_that_a_full_disk_has_blocked_says_so_and_takes_the_same_batch_afterwards()
    {
        var node = fixture.Server;
        using var place = new SearchPlace(node.Url);
        var cluster = place.Open();
        var key = Some.Phone();
        await cluster.BulkAsync(SomeDocuments.Batch((key, 1)), None);
        // The very setting that the disk's flood stage makes.
        await BlockAsync(place, true);

        var fault = await Assert.ThrowsAsync<ElasticsearchException>(async () => await cluster.BulkAsync(SomeDocuments.Batch((key, 2)), None));

        Assert.Equal(ElasticsearchFault.Blocked, fault.Fault);
        Assert.Contains("read-only-allow-delete", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Value, fault.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await cluster.GetIdentitiesAsync([key], None))[0]?.Version ?? 1);
        await BlockAsync(place, false);
        await cluster.BulkAsync(SomeDocuments.Batch((key, 2)), None);
        await cluster.RefreshAsync(None);
        Assert.Equal(2, (await cluster.GetIdentitiesAsync([key], None))[0]!.Version);
    }

    [ServerFact]
    public async Task A_document_that_the_mapping_refuses_is_told_after_its_neighbours_were_written()
    {
        var node = fixture.Server;
        using var place = new SearchPlace(node.Url);
        var cluster = place.Open();
        IdentityKey good = Some.Phone(), bad = Some.Phone();
        await cluster.CountAsync(None);
        var broken = SomeDocuments.Of(bad, 1);
        // Longer than a keyword's term may be.
        broken = broken with { State = broken.State with { MemberId = new string('m', 40_000) } };

        var fault = await Assert.ThrowsAsync<ElasticsearchException>(async () =>
            await cluster.BulkAsync(new([broken, SomeDocuments.Of(good, 1)], []), None));

        Assert.Equal(ElasticsearchFault.Rejected, fault.Fault);
        Assert.StartsWith("1 of 2 documents", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(bad.Value, fault.Message, StringComparison.Ordinal);
        await cluster.RefreshAsync(None);
        Assert.Equal([null, 1L], (await cluster.GetIdentitiesAsync([bad, good], None)).Select(document => document?.Version));
    }

    /// <summary>Whether it does, while its breaker may still be open.</summary>
    private static async Task<bool> AnswersAsync(ElasticsearchCluster cluster, IdentityKey key)
    {
        try
        {
            return await cluster.GetIdentitiesAsync([key], None) is [not null];
        }
        catch (Exception fault) when (fault is BrokenCircuitException or TimeoutRejectedException)
        {
            return false;
        }
    }

    private static async Task<Exception?> FaultOfAsync(ElasticsearchCluster cluster, IdentityKey key)
    {
        try
        {
            await cluster.GetIdentitiesAsync([key], None);
            return null;
        }
        catch (Exception fault)
        {
            return fault;
        }
    }

    private static async Task BlockAsync(SearchPlace place, bool blocked) =>
        await place.SendAsync(HttpMethod.Put, $"{place.Prefix}-*/_settings", new Dictionary<string, object?> { ["index.blocks.read_only_allow_delete"] = blocked ? true : null });

    private static BulkWriterOfATest WriteAsync(ElasticsearchCluster cluster, CancellationToken stop) => new(cluster, stop);
}
