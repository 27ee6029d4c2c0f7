using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using MemberGrains.ReadModels.Elasticsearch.Schema;
using MemberGrains.ReadModels.Elasticsearch.Transport;

namespace MemberGrains.ReadModels.Elasticsearch.Lint;

/// <summary>Takes the picture: five questions, nothing is changed.</summary>
internal sealed class ClusterPhotographer(SearchClient client, string prefix)
{
    public async ValueTask<ClusterPicture> TakeAsync(CancellationToken cancellation) => new(
        new IndexNames(prefix),
        await IndicesAsync(cancellation),
        await ShardsAsync(cancellation),
        await NodesAsync(cancellation),
        await TemplatesAsync(cancellation));

    private async ValueTask<ImmutableArray<PicturedIndex>> IndicesAsync(CancellationToken cancellation) =>
    [
        .. (await AskAsync($"{prefix}-*?flat_settings=true", cancellation)).EnumerateObject().Select(index => new PicturedIndex(
            index.Name,
            index.Value.GetProperty("settings").EnumerateObject().ToImmutableDictionary(setting => setting.Name, setting => setting.Value.ToString()),
            index.Value.GetProperty("mappings"),
            index.Value.GetProperty("aliases").EnumerateObject().ToImmutableDictionary(alias => alias.Name, IsWriteIndex)))
            .OrderBy(index => index.Name, StringComparer.Ordinal),
    ];

    private async ValueTask<ImmutableArray<PicturedShard>> ShardsAsync(CancellationToken cancellation) =>
    [
        .. (await AskAsync($"_cat/shards/{prefix}-*?format=json&bytes=b&h=index,shard,prirep,state,store", cancellation)).EnumerateArray().Select(shard => new PicturedShard(
            shard.GetProperty("index").GetString()!,
            int.Parse(shard.GetProperty("shard").GetString()!, CultureInfo.InvariantCulture),
            shard.GetProperty("prirep").GetString() == "p",
            shard.GetProperty("state").GetString()!,
            long.TryParse(shard.GetProperty("store").GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out long bytes) ? bytes : 0)),
    ];

    private async ValueTask<ImmutableArray<PicturedNode>> NodesAsync(CancellationToken cancellation) =>
    [
        .. (await AskAsync("_nodes/data:true/os,thread_pool", cancellation)).GetProperty("nodes").EnumerateObject().Select(node => new PicturedNode(
            node.Value.GetProperty("name").GetString()!,
            node.Value.GetProperty("os").GetProperty("allocated_processors").GetInt32(),
            node.Value.GetProperty("thread_pool").GetProperty("search").GetProperty("size").GetInt32()))
            .OrderBy(node => node.Name, StringComparer.Ordinal),
    ];

    private async ValueTask<ImmutableDictionary<string, int>> TemplatesAsync(CancellationToken cancellation) =>
        (await AskAsync($"_index_template/{prefix}-*", cancellation)).GetProperty("index_templates").EnumerateArray().ToImmutableDictionary(
            template => template.GetProperty("name").GetString()!,
            template => template.GetProperty("index_template").TryGetProperty("version", out var version) ? version.GetInt32() : 0);

    private static bool IsWriteIndex(JsonProperty alias) => alias.Value.TryGetProperty("is_write_index", out var writes) && writes.GetBoolean();

    private async ValueTask<JsonElement> AskAsync(string path, CancellationToken cancellation)
    {
        var response = await client.AdminAsync(SearchRequest.Get(path), cancellation);
        return ElasticsearchJson.Read(response, root => root.Clone());
    }
}
