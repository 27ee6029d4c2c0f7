using MemberGrains.Ops.Commands;
using MemberGrains.ReadModels.Elasticsearch;
using MemberGrains.ReadModels.Elasticsearch.Lint;
using MemberGrains.ReadModels.Search;
using MemberGrains.Servers.Elasticsearch;
using MemberGrains.Servers.Testing;
using MemberGrains.Testing;

namespace MemberGrains.Integration.Tests.Elasticsearch;

/// <summary>A live cluster that keeps the policy passes; each rule is broken for real, and named.</summary>
public abstract class LintTests(ServerFixture<ElasticsearchNode> fixture)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [ServerFact]
    public async Task A_cluster_as_it_is_made_keeps_the_policy_also_after_a_rebuild()
    {
        using var place = await FilledAsync();
        Assert.Empty(await BrokenAsync(place));

        await using var rebuild = await place.Open().BeginRebuildAsync(None);
        Assert.Empty(await BrokenAsync(place));
        await rebuild.CommitAsync(None);

        Assert.Empty(await BrokenAsync(place));
        Assert.Equal(0, await SearchCommand.LintAsync([("search", place.Options())], new LintLimits(), None));
    }

    [ServerFact]
    public async Task A_text_field_is_named() =>
        await BreaksAsync("keyword-only", place => MappingAsync(place, new { properties = new { app = new { type = "keyword", fields = new { words = new { type = "text" } } } } }), "app.words");

    [ServerFact]
    public async Task A_mapping_that_takes_any_field_is_named() =>
        await BreaksAsync("strict-mapping", place => MappingAsync(place, new { dynamic = true }));

    [ServerFact]
    public async Task An_index_that_needs_no_routing_is_named() =>
        await BreaksAsync("routing-required", async place =>
        {
            string index = $"{place.Prefix}-identity-000001";
            await place.SendAsync(HttpMethod.Delete, index);
            // A template of somebody else's goes before ours.
            await place.SendAsync(HttpMethod.Put, $"_index_template/{place.Prefix}-other", new
            {
                index_patterns = new[] { index },
                priority = 600,
                template = new
                {
                    settings = new Dictionary<string, object>
                    {
                        ["index.number_of_shards"] = 2,
                        ["index.number_of_replicas"] = 0,
                        ["index.refresh_interval"] = "1s",
                        ["index.routing.allocation.total_shards_per_node"] = 3,
                    },
                    mappings = new { dynamic = "strict" },
                },
            });
            await place.SendAsync(HttpMethod.Put, index, new
            {
                aliases = new Dictionary<string, object> { [$"{place.Prefix}-identity-read"] = new { }, [$"{place.Prefix}-identity-write"] = new { is_write_index = true } },
            });
        });

    [ServerFact]
    public async Task An_interval_that_is_not_set_is_named() => await BreaksAsync("refresh-interval", place => SettingAsync(place, "index.refresh_interval", null));

    [ServerFact]
    public async Task An_interval_that_is_off_is_named() => await BreaksAsync("refresh-interval", place => SettingAsync(place, "index.refresh_interval", "-1"), "-1");

    [ServerFact]
    public async Task A_bound_without_slack_is_named() =>
        await BreaksAsync("shards-per-node", place => SettingAsync(place, "index.routing.allocation.total_shards_per_node", 2), "is 3");

    [ServerFact]
    public async Task A_bound_that_is_not_set_is_named() =>
        await BreaksAsync("shards-per-node", place => SettingAsync(place, "index.routing.allocation.total_shards_per_node", null), "not set");

    [ServerFact]
    public async Task Replicas_that_find_no_place_are_named()
    {
        using var place = await FilledAsync();
        await SettingAsync(place, "index.number_of_replicas", 1);
        Assert.Equal(["replicas", "shards-assigned"], (await BrokenAsync(place)).Distinct());
    }

    [ServerFact]
    public async Task A_log_that_is_synced_later_is_named() => await BreaksAsync("durable-translog", place => SettingAsync(place, "index.translog.durability", "async"));

    [ServerFact]
    public async Task An_index_that_takes_no_writes_is_named() => await BreaksAsync("write-block", place => SettingAsync(place, "index.blocks.write", true));

    [ServerFact]
    public async Task A_shard_that_is_too_large_is_named()
    {
        using var place = await FilledAsync();
        var findings = await new SearchLint(new LintLimits { LargestShardBytes = 100 }).CheckAsync("search", place.Options(), None);
        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.Equal("shard-size", finding.Rule));
    }

    [ServerFact]
    public async Task An_alias_that_is_gone_is_named() =>
        await BreaksAsync("aliases", place => AliasAsync(place, new { remove = new { index = $"{place.Prefix}-member-000001", alias = $"{place.Prefix}-member-write" } }), "leads to no index");

    [ServerFact]
    public async Task An_alias_that_leads_to_two_indices_is_named()
    {
        using var place = await FilledAsync();
        await place.SendAsync(HttpMethod.Put, $"{place.Prefix}-identity-000007");
        await AliasAsync(place, new { add = new { index = $"{place.Prefix}-identity-000007", alias = $"{place.Prefix}-identity-read" } });
        Assert.Equal(["aliases"], await BrokenAsync(place));
    }

    [ServerFact]
    public async Task What_a_dead_rebuild_left_is_named() => await BreaksAsync("leftover", place => place.SendAsync(HttpMethod.Put, $"{place.Prefix}-identity-000009"));

    [ServerFact]
    public async Task An_index_that_a_stray_write_made_is_named() => await BreaksAsync("index-name", place => place.SendAsync(HttpMethod.Put, $"{place.Prefix}-identity-stray"));

    [ServerFact]
    public async Task A_template_that_is_gone_is_named() => await BreaksAsync("template", place => place.SendAsync(HttpMethod.Delete, $"_index_template/{place.Prefix}-member"));

    [ServerFact]
    public async Task A_broken_policy_is_exit_code_1_and_a_cluster_that_is_away_3()
    {
        using var place = await FilledAsync();
        await SettingAsync(place, "index.blocks.write", true);
        Assert.Equal(1, await SearchCommand.LintAsync([("search", place.Options())], new LintLimits(), None));
        Assert.Equal(3, await SearchCommand.LintAsync([("search", new ElasticsearchClusterOptions { Urls = ["http://127.0.0.1:1"] })], new LintLimits(), None));
        await Assert.ThrowsAsync<SearchUnavailableException>(async () => await new SearchLint(new LintLimits()).CheckAsync("search", new ElasticsearchClusterOptions { Urls = ["http://127.0.0.1:1"] }, None));
    }

    private async Task<SearchPlace> FilledAsync()
    {
        var place = new SearchPlace(fixture.Server.Url);
        await place.Open().BulkAsync(SomeDocuments.Batch((Some.Phone(), 1), (Some.Card(), 1)), None);
        return place;
    }

    private async Task BreaksAsync(string rule, Func<SearchPlace, Task> breakIt, string said = "")
    {
        using var place = await FilledAsync();
        await breakIt(place);
        var findings = await new SearchLint(new LintLimits()).CheckAsync("search", place.Options(), None);
        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.Equal(rule, finding.Rule));
        Assert.Contains(findings, finding => finding.Detail.Contains(said, StringComparison.Ordinal));
    }

    private static async Task<string[]> BrokenAsync(SearchPlace place) =>
        [.. (await new SearchLint(new LintLimits()).CheckAsync("search", place.Options(), None)).Select(finding => finding.Rule)];

    private static async Task SettingAsync(SearchPlace place, string name, object? value) =>
        await place.SendAsync(HttpMethod.Put, $"{place.Prefix}-identity-000001/_settings", new Dictionary<string, object?> { [name] = value });

    private static async Task MappingAsync(SearchPlace place, object mapping) =>
        await place.SendAsync(HttpMethod.Put, $"{place.Prefix}-identity-000001/_mapping", mapping);

    private static async Task AliasAsync(SearchPlace place, object action) =>
        await place.SendAsync(HttpMethod.Post, "_aliases", new { actions = new[] { action } });
}
