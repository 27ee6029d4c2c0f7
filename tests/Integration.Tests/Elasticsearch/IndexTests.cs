using MemberGrains.Interfaces.Identities;
using MemberGrains.ReadModels.Elasticsearch;
using MemberGrains.Servers.Elasticsearch;
using MemberGrains.Servers.Testing;
using MemberGrains.Testing;

namespace MemberGrains.Integration.Tests.Elasticsearch;

/// <summary>Indices, templates and aliases, seen to by several processes; rebuilds while others write and read.</summary>
public abstract class IndexTests(ServerFixture<ElasticsearchNode> fixture)
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(1.5);

    [ServerFact]
    public async Task Many_processes_that_begin_at_once_make_one_index_of_each_kind()
    {
        using var place = new SearchPlace(fixture.Server.Url);
        var keys = Enumerable.Range(0, 6).Select(_ => Some.Phone()).ToArray();

        await Task.WhenAll(keys.Select(key => place.Open().BulkAsync(SomeDocuments.Batch((key, 1)), None).AsTask()));

        Assert.Equal([$"{place.Prefix}-identity-000001"], await place.IndicesAsync("identity"));
        Assert.Equal([$"{place.Prefix}-member-000001"], await place.IndicesAsync("member"));
        var cluster = place.Open();
        await cluster.RefreshAsync(None);
        Assert.DoesNotContain(null, await cluster.GetIdentitiesAsync([.. keys], None));
    }

    [ServerFact]
    public async Task A_newer_versions_template_is_left_alone()
    {
        using var place = new SearchPlace(fixture.Server.Url);
        await place.SendAsync(HttpMethod.Put, $"_index_template/{place.Prefix}-identity", new
        {
            index_patterns = new[] { $"{place.Prefix}-identity-0*" },
            priority = 500,
            version = 99,
            template = new { settings = new Dictionary<string, object> { ["index.number_of_shards"] = 1, ["index.number_of_replicas"] = 0 } },
        });

        await place.Open().CountAsync(None);

        var template = await place.SendAsync(HttpMethod.Get, $"_index_template/{place.Prefix}-identity");
        Assert.Equal(99, template.GetProperty("index_templates")[0].GetProperty("index_template").GetProperty("version").GetInt32());
    }

    [ServerFact]
    public async Task What_another_process_writes_during_a_rebuild_is_in_the_index_that_takes_over()
    {
        using var place = new SearchPlace(fixture.Server.Url);
        var (rebuilder, writer) = (place.Open(), place.Open());
        var key = Some.Phone();
        await writer.BulkAsync(SomeDocuments.Batch((key, 1)), None);

        await using var rebuild = await rebuilder.BeginRebuildAsync(None);
        await writer.BulkAsync(SomeDocuments.Batch((key, 2)), None);
        await rebuild.CommitAsync(None);

        Assert.Equal(2, (await writer.GetIdentitiesAsync([key], None))[0]!.Version);
        Assert.Equal(2, (await writer.GetMembersAsync(["m-" + key.Value], None))[0]!.MemberVersion);
        Assert.Equal([$"{place.Prefix}-identity-000002"], await place.IndicesAsync("identity"));
    }

    [ServerFact]
    public async Task A_rebuild_of_a_living_process_is_not_disturbed_by_another()
    {
        using var place = new SearchPlace(fixture.Server.Url);
        await using var first = await place.Open(options => options.RebuildLease = Lease).BeginRebuildAsync(None);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await place.Open(options => options.RebuildLease = Lease).BeginRebuildAsync(None));

        await first.CommitAsync(None);
    }

    [ServerFact]
    public async Task What_a_rebuild_that_died_has_left_goes_with_the_next()
    {
        using var place = new SearchPlace(fixture.Server.Url);
        var cluster = place.Open(options => options.RebuildLease = Lease);
        await cluster.CountAsync(None);
        await place.SendAsync(HttpMethod.Put, $"{place.Prefix}-identity-000002");
        await place.SendAsync(HttpMethod.Post, "_aliases", new { actions = new[] { new { add = new { index = $"{place.Prefix}-identity-000002", alias = $"{place.Prefix}-identity-rebuild" } } } });

        await using var rebuild = await cluster.BeginRebuildAsync(None);
        await rebuild.CommitAsync(None);

        Assert.Equal([$"{place.Prefix}-identity-000003"], await place.IndicesAsync("identity"));
        Assert.Equal([$"{place.Prefix}-member-000003"], await place.IndicesAsync("member"));
    }

    [ServerFact]
    public async Task A_rebuild_that_was_taken_for_dead_can_not_take_over()
    {
        using var place = new SearchPlace(fixture.Server.Url);
        var key = Some.Phone();
        // Its heart beats every 150 s: for the other it is dead.
        await using var slow = await place.Open(options => options.RebuildLease = TimeSpan.FromMinutes(10)).BeginRebuildAsync(None);
        var other = place.Open(options => options.RebuildLease = Lease);
        await other.BulkAsync(SomeDocuments.Batch((key, 3)), None);
        await using var quick = await other.BeginRebuildAsync(None);

        await Assert.ThrowsAnyAsync<Exception>(async () => await slow.CommitAsync(None));
        await quick.BulkAsync(SomeDocuments.Batch((key, 3)), None);
        await quick.CommitAsync(None);

        Assert.Equal(3, (await other.GetIdentitiesAsync([key], None))[0]!.Version);
        Assert.True(await other.IsFilledAsync(None));
    }

    [ServerFact]
    public async Task Whatever_is_acknowledged_while_rebuilds_come_and_go_is_there_and_readers_see_no_gap()
    {
        using var place = new SearchPlace(fixture.Server.Url);
        var rebuilder = place.Open();
        IdentityKey[] keys = [.. Enumerable.Range(0, 8).Select(_ => Some.Phone())];
        var record = new RecordOfVersions(keys);
        await rebuilder.BulkAsync(SomeDocuments.Batch([.. record.All]), None);
        await rebuilder.RefreshAsync(None);
        using var stop = new CancellationTokenSource();
        var writers = keys.Chunk(4).Select(own => WriteAsync(place.Open(), own, record, stop.Token)).ToArray();
        var reader = ReadAsync(place.Open(), keys, stop.Token);

        for (int i = 0; i < 3; i++)
        {
            await using var rebuild = await rebuilder.BeginRebuildAsync(None);
            await rebuild.BulkAsync(SomeDocuments.Batch([.. record.All]), None);
            await rebuild.CommitAsync(None);
        }

        stop.Cancel();
        await Task.WhenAll(writers);
        Assert.True(await reader > 0);
        await rebuilder.RefreshAsync(None);
        var found = await rebuilder.GetIdentitiesAsync([.. keys], None);
        Assert.Equal(record.All.Select(row => row.Version), found.Select(document => document!.Version));
        Assert.Equal([$"{place.Prefix}-identity-000004"], await place.IndicesAsync("identity"));
    }

    private static async Task WriteAsync(ElasticsearchCluster cluster, IdentityKey[] keys, RecordOfVersions record, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            // As the stream does: first the record, then the news of it.
            await cluster.BulkAsync(SomeDocuments.Batch([.. keys.Select(key => (key, record.Advance(key)))]), None);
        }
    }

    private static async Task<int> ReadAsync(ElasticsearchCluster cluster, IdentityKey[] keys, CancellationToken stop)
    {
        int reads = 0;
        for (; !stop.IsCancellationRequested; reads++)
        {
            Assert.DoesNotContain(null, await cluster.GetIdentitiesAsync([.. keys], None));
            Assert.Equal(keys.Length, (await cluster.CountAsync(None)).Identities);
        }

        return reads;
    }
}
