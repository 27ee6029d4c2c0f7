using MemberGrains.ReadModels.Elasticsearch.Lint;
using MemberGrains.Servers;
using MemberGrains.Servers.Elasticsearch;
using MemberGrains.Servers.Testing;
using MemberGrains.Testing;

namespace MemberGrains.Integration.Tests.Elasticsearch;

/// <summary>One cluster of three nodes, one of them with a search pool of another size.</summary>
[Needs(Server.Elasticsearch)]
public sealed class ThreeNodeTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [ServerFact]
    public async Task Three_nodes_keep_the_policy_and_one_may_be_killed()
    {
        await using var first = await ElasticsearchNode.StartNewAsync(new ElasticsearchOptions { MayBeJoined = true, HeapMb = 192, Hurried = true });
        await using var second = await ElasticsearchNode.StartNewAsync(new ElasticsearchOptions { First = first, HeapMb = 192, Hurried = true });
        await using var third = await ElasticsearchNode.StartNewAsync(new ElasticsearchOptions
        {
            First = first,
            HeapMb = 192,
            Hurried = true,
            Settings = new Dictionary<string, string> { ["thread_pool.search.size"] = "7" },
        });
        using var place = new SearchPlace(second.Url, third.Url, first.Url);
        await place.SendAsync(HttpMethod.Get, "_cluster/health?wait_for_nodes=3&timeout=60s");
        var cluster = place.Open(options => options.Shards = 6);
        var keys = Enumerable.Range(0, 60).Select(_ => Some.Phone()).ToArray();
        await cluster.BulkAsync(SomeDocuments.Batch([.. keys.Select(key => (key, 1L))]), None);
        await place.SendAsync(HttpMethod.Get, $"_cluster/health/{place.Prefix}-*?wait_for_status=green&timeout=60s");

        // 6 shards with a replica each: 12 copies, 4 a node and one more. The odd pool is all there is to say.
        var settings = (await place.SendAsync(HttpMethod.Get, $"{place.Prefix}-identity-000001/_settings?flat_settings=true")).EnumerateObject().Single().Value.GetProperty("settings");
        Assert.Equal("1", settings.GetProperty("index.number_of_replicas").GetString());
        Assert.Equal("5", settings.GetProperty("index.routing.allocation.total_shards_per_node").GetString());
        Assert.Equal(["search-pool"], await BrokenAsync(place));

        await place.SendAsync(HttpMethod.Put, $"{place.Prefix}-member-000001/_settings", new Dictionary<string, object> { ["index.number_of_replicas"] = 0, ["index.routing.allocation.total_shards_per_node"] = 3 });
        Assert.Equal(["replicas", "search-pool"], await BrokenAsync(place));
        await place.SendAsync(HttpMethod.Put, $"{place.Prefix}-member-000001/_settings", new Dictionary<string, object> { ["index.number_of_replicas"] = 1, ["index.routing.allocation.total_shards_per_node"] = 5 });
        await place.SendAsync(HttpMethod.Get, $"_cluster/health/{place.Prefix}-*?wait_for_status=green&timeout=60s");

        await third.KillAsync();

        var more = keys.Concat(Enumerable.Range(0, 60).Select(_ => Some.Phone())).ToArray();
        await Eventually.TrueAsync(
            async () =>
            {
                var result = await cluster.BulkAsync(SomeDocuments.Batch([.. more.Select(key => (key, 2L))]), None);
                return result.Written + result.Same == 240;
            },
            TimeSpan.FromMinutes(4));
        await cluster.RefreshAsync(None);
        Assert.All(await cluster.GetIdentitiesAsync([.. more], None), document => Assert.Equal(2, document!.Version));
    }

    private static async Task<string[]> BrokenAsync(SearchPlace place) =>
        [.. (await new SearchLint(new LintLimits()).CheckAsync("search", place.Options(), None)).Select(finding => finding.Rule).Distinct()];
}
